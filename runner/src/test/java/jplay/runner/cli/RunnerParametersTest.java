package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Parameters whose meaning is the runner's: a play shows something else without each. */
class RunnerParametersTest {
    private static final Path LISTED = Path.of("../tasks/src/test/resources/jplay/tasks/parameters-of-the-runner");

    @TempDir
    Path directory;

    /**
     * A case.
     *
     * @param parameter as {@code module.parameter}; a line of the tasks is its own
     * @param shown what comes of it, and not without it
     */
    record Case(String parameter, String tasks, String shown) {
        String without() {
            String name = parameter.substring(parameter.indexOf('.') + 1) + ":";
            return tasks.lines().filter(line -> !line.strip().startsWith(name)).collect(Collectors.joining("\n", "", "\n"));
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case("assert.quiet", """
                            - assert:
                                that: 1 == 1
                                quiet: true
                        """, "ok: [localhost]\n\nPLAY RECAP"),
                new Case("set_fact.cacheable", """
                            - set_fact:
                                one: 1
                                cacheable: true
                            - debug:
                                var: ansible_facts.one
                        """, "\"ansible_facts.one\": 1"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void matters(Case one) throws IOException {
        String with = run(one.tasks());
        assertTrue(with.contains(one.shown()), with);
        String without = run(one.without());
        assertFalse(without.contains(one.shown()), without);
    }

    @Test
    void eachThatIsListedHasItsCase() throws IOException {
        assertEquals(new TreeSet<>(Files.readAllLines(LISTED)), cases().map(Case::parameter).collect(Collectors.toCollection(TreeSet::new)));
    }

    private String run(String tasks) throws IOException {
        Path play = Files.writeString(directory.resolve("play.yml"), "- hosts: localhost\n  gather_facts: false\n  tasks:\n" + tasks.indent(4));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, false, 80, Map.of("HOME", directory.toString(), "PATH", System.getenv("PATH")));
        new Main(terminal, "ansible-playbook", directory, EngineBackend::new, Prompt.terminal()).run(List.of(play.toString()));
        return out.toString(StandardCharsets.UTF_8);
    }
}
