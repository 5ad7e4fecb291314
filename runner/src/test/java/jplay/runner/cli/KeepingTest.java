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
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plans that a check writes and {@code jplay apply} carries out, on two directories that stand for hosts. */
class KeepingTest {
    private static final String TASKS = """
            - name: Directory
              file: {path: "{{ dir }}/etc", state: directory, mode: "0750"}
            - name: Words
              copy: {dest: "{{ dir }}/etc/words", content: "hello {{ inventory_hostname }}", backup: true}
              notify: Say
            - name: Each
              copy: {dest: "{{ dir }}/etc/{{ item }}", content: "{{ item }}"}
              loop: [a, b]
            - name: Line
              lineinfile: {path: "{{ dir }}/base", line: added}
            - name: Same
              lineinfile: {path: "{{ dir }}/same", line: same}
            - name: Ask
              command: cat {{ dir }}/etc/words
              register: asked
            - name: Depends
              copy: {dest: "{{ dir }}/etc/depends", content: "{{ asked.stdout }}"}
            - name: Temporary
              tempfile: {path: "{{ dir }}/etc", state: directory}
              register: temporary
            - name: In it
              copy: {dest: "{{ temporary.path }}/x", content: x}
            - name: Away
              file: {path: "{{ temporary.path }}", state: absent}
            """;

    @TempDir Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void hosts() throws IOException {
        directory = directory.toRealPath();
        StringBuilder inventory = new StringBuilder();
        for (String host : List.of("one", "two")) {
            Path at = Files.createDirectory(directory.resolve(host));
            Files.writeString(at.resolve("base"), "base\n");
            Files.writeString(at.resolve("same"), "same\n");
            inventory.append(host).append(" ansible_connection=local dir=").append(at).append('\n');
        }
        Files.writeString(directory.resolve("inventory"), inventory);
    }

    private void write(String tasks) throws IOException {
        Files.writeString(directory.resolve("play.yml"), "- hosts: all\n  gather_facts: false\n  tasks:\n" + tasks.indent(4)
                + "  handlers:\n    - name: Say\n      command: touch {{ dir }}/said\n");
    }

    private int jplay(String... arguments) {
        out.reset();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, false, 80, Map.of("HOME", directory.toString()));
        return new Main(terminal, "jplay", directory, EngineBackend::new, Prompt.terminal()).run(List.of(arguments));
    }

    private String plan(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                directory.resolve("play.yml").toString(), "-i", directory.resolve("inventory").toString(), "--check", "--plan-out", "plan.json"));
        arguments.addAll(List.of(more));
        assertEquals(0, jplay(arguments.toArray(String[]::new)), this::said);
        return Files.readString(directory.resolve("plan.json"));
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private Map<String, String> files(String host) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Path root = directory.resolve(host);
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
                files.put(root.relativize(path).toString(), Files.isRegularFile(path) ? mode + " " + Files.readString(path) : mode);
            }
        }
        return files;
    }

    @Test
    void anUntouchedHostGetsTheSameChanges() throws IOException {
        write(TASKS);
        Map<String, String> before = files("one");
        plan();
        assertEquals(before, files("one"));
        assertEquals(0, jplay("apply", "plan.json"), this::said);
        Map<String, String> applied = files("one");
        assertEquals("hello one", Files.readString(directory.resolve("one/etc/depends")));
        assertTrue(applied.containsKey("said"), applied::toString);
        assertEquals(0, jplay(directory.resolve("play.yml").toString(), "-i", directory.resolve("inventory").toString()));
        assertEquals(applied, files("one"));
    }

    @Test
    void aHostThatHasMovedIsLeftAsItIs() throws IOException {
        write(TASKS);
        plan();
        Files.writeString(directory.resolve("two/base"), "edited\n");
        Map<String, String> edited = files("two");
        assertEquals(2, jplay("apply", "plan.json"));
        assertTrue(said().contains("it is no longer as the plan saw it: file " + directory.resolve("two/base") + " (''Line'' at"), this::said);
        assertEquals(edited, files("two"));
        assertEquals("base\nadded\n", Files.readString(directory.resolve("one/base")));
    }

    /** A file that the plan would not have touched. */
    @Test
    void whatWasInSyncMayNotMoveEither() throws IOException {
        write(TASKS);
        plan();
        Files.setPosixFilePermissions(directory.resolve("one/same"), PosixFilePermissions.fromString("rw-rw-rw-"));
        Files.delete(directory.resolve("two/same"));
        assertEquals(2, jplay("apply", "plan.json"));
        assertTrue(said().contains(directory.resolve("one/same").toString()) && said().contains(directory.resolve("two/same").toString()), this::said);
        assertFalse(Files.exists(directory.resolve("one/etc")) || Files.exists(directory.resolve("two/etc")));
    }

    @Test
    void aTaskThatWouldChangeWhatThePlanDoesNotHaveEndsItsHost() throws IOException {
        write("""
                - name: Undo
                  shell: test {{ inventory_hostname }} = two || echo other >{{ dir }}/same
                - block:
                    - name: Same
                      lineinfile: {path: "{{ dir }}/same", line: same}
                      ignore_errors: true
                  rescue:
                    - command: touch {{ dir }}/rescued
                - command: touch {{ dir }}/last
                """);
        plan();
        assertEquals(2, jplay("apply", "plan.json"));
        assertTrue(said().contains("the plan says it would not: write " + directory.resolve("one/same")), this::said);
        assertEquals("other\n", Files.readString(directory.resolve("one/same")));
        assertFalse(Files.exists(directory.resolve("one/rescued")) || Files.exists(directory.resolve("one/last")));
        assertTrue(Files.exists(directory.resolve("two/last")));
    }

    @Test
    void whatThePlanLeavesOpenRuns() throws IOException {
        write("""
                - command: echo yes
                  register: answer
                - include_tasks: more.yml
                  when: answer.stdout == 'yes'
                - copy: {dest: "{{ dir }}/{{ item }}", content: "{{ item }}"}
                  loop: "{{ answer.stdout_lines }}"
                """);
        Files.writeString(directory.resolve("more.yml"), "- copy: {dest: '{{ dir }}/more', content: more}\n  notify: Say\n");
        plan();
        assertEquals(0, jplay("apply", "plan.json"), this::said);
        assertTrue(files("one").keySet().containsAll(List.of("more", "yes", "said")), () -> said());
    }

    @Test
    void aTaskForAllMovesAll() throws IOException {
        write("""
                - copy: {dest: "%s/shared", content: shared}
                  run_once: true
                  delegate_to: localhost
                - copy: {dest: "{{ dir }}/own", content: own}
                """.formatted(directory));
        plan();
        Files.writeString(directory.resolve("shared"), "mine");
        assertEquals(2, jplay("apply", "plan.json"));
        assertFalse(Files.exists(directory.resolve("one/own")) || Files.exists(directory.resolve("two/own")), this::said);
        assertEquals("mine", Files.readString(directory.resolve("shared")));
        Files.delete(directory.resolve("shared"));
        Files.writeString(directory.resolve("one/own"), "mine");
        assertEquals(2, jplay("apply", "plan.json"));
        assertEquals("mine", Files.readString(directory.resolve("one/own")));
        assertEquals("own", Files.readString(directory.resolve("two/own")), this::said);
    }

    @Test
    void anotherPlaybookIsNotTheOneThatWasPlanned() throws IOException {
        write("- copy: {dest: '{{ dir }}/x', content: one}\n");
        plan();
        write("- copy: {dest: '{{ dir }}/x', content: two}\n");
        assertEquals(2, jplay("apply", "plan.json"));
        assertTrue(said().contains("would now do something else"), this::said);
        assertFalse(Files.exists(directory.resolve("one/x")));
    }

    @Test
    void extraVariablesAreGivenAgain() throws IOException {
        write("- copy: {dest: '{{ dir }}/x', content: '{{ word }}'}\n");
        String plan = plan("-e", "word=sesame-street");
        assertFalse(plan.contains("sesame"), plan);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("plan.json"))));
        assertEquals(4, jplay("apply", "plan.json"));
        assertTrue(said().contains("the plan was made with the extra variable 'word'"), this::said);
        assertEquals(4, jplay("apply", "plan.json", "-e", "word=other"));
        assertTrue(said().contains("another value of the extra variable 'word'"), this::said);
        assertEquals(0, jplay("apply", "plan.json", "-e", "word=sesame-street"), this::said);
        assertEquals("sesame-street", Files.readString(directory.resolve("one/x")));
    }

    @Test
    void aHostThatIsGoneIsUnreachable() throws IOException {
        write(TASKS);
        plan();
        String inventory = Files.readString(directory.resolve("inventory"));
        Files.writeString(directory.resolve("inventory"), inventory.replace("two ansible_connection=local", "two ansible_host=127.0.0.1 ansible_port=1"));
        assertEquals(4, jplay("apply", "plan.json"));
        assertTrue(said().contains("fatal: [two]: UNREACHABLE!") && said().contains("unreachable=1"), this::said);
        assertTrue(Files.exists(directory.resolve("one/etc/words")), this::said);
    }

    @Test
    void aPlanThatEndsWithAFailureIsNone() throws IOException {
        write("- copy: {dest: '{{ dir }}/x', content: x}\n- fail: {msg: on purpose}\n  when: inventory_hostname == 'two'\n");
        assertEquals(2, jplay(directory.resolve("play.yml").toString(), "-i", directory.resolve("inventory").toString(), "--check", "--plan-out", "plan.json"));
        assertEquals(2, jplay("apply", "plan.json"));
        assertTrue(said().contains("the plan for it ends with a failure: on purpose"), this::said);
        assertTrue(Files.exists(directory.resolve("one/x")) && !Files.exists(directory.resolve("two/x")), this::said);
    }

    @Test
    void checkingAPlanChangesNothing() throws IOException {
        write(TASKS);
        plan();
        Map<String, String> before = files("one");
        assertEquals(0, jplay("apply", "plan.json", "--check"), this::said);
        assertEquals(before, files("one"));
    }

    @Test
    void whatIsNoPlanIsRefused() throws IOException {
        Files.writeString(directory.resolve("plan.json"), "{\"jplay_plan\": 1, \"hosts\": []}");
        assertEquals(4, jplay("apply", "plan.json"));
        assertTrue(said().contains("plan.json: this is no plan, or it was damaged"), this::said);
        Files.writeString(directory.resolve("plan.json"), "{\"jplay_plan\": 7}");
        assertEquals(4, jplay("apply", "plan.json"));
        assertTrue(said().contains("this is no plan that this jplay can apply"), this::said);
        assertEquals(4, jplay("apply", "none.json"));
        assertTrue(said().contains("none.json"), this::said);
        assertEquals(5, jplay("play.yml", "--plan-out", "plan.json"));
        assertTrue(said().contains("--plan-out goes with --check"), this::said);
    }
}
