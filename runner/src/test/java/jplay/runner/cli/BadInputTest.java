package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every wrong input with its exact message and exit code; the hosts hear nothing of it. */
class BadInputTest {
    private static Around around;
    @TempDir Path temporary;

    @BeforeAll
    static void begin() throws IOException {
        around = new Around();
    }

    @AfterAll
    static void end() throws IOException {
        around.close();
    }

    @TestFactory
    Stream<DynamicTest> badInput() throws IOException {
        return Fixture.all("bad").stream().map(fixture -> dynamicTest(String.valueOf(fixture.getFileName()), () -> {
            Path directory = Files.createDirectory(temporary.toRealPath().resolve(String.valueOf(fixture.getFileName())));
            Fixture bad = around.fixture(fixture, directory);
            int before = around.connections();
            assertEquals(bad.expected(), bad.run());
            assertEquals(before, around.connections(), "a host was connected to");
        }));
    }

    /** A warning there would be a false alarm: the lab proves that they work. */
    @Test
    void nothingIsSuspiciousInTheProjectsOwnPlaybooks() throws IOException {
        Path home = Path.of("..").toRealPath();
        List<String> arguments = new ArrayList<>(List.of("-i", home.resolve("inventory/lab").toString(), "--syntax-check"));
        try (Stream<Path> playbooks = Files.list(home.resolve("playbooks"))) {
            playbooks.filter(file -> file.toString().endsWith(".yml")).forEach(file -> arguments.add(file.toString()));
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, out, false, 80, Map.of("ANSIBLE_ROLES_PATH", home.resolve("roles").toString()));
        int exit = new Main(terminal, "jplay", home, EngineBackend::new, Prompt.terminal()).run(arguments);
        String text = said.toString(StandardCharsets.UTF_8);
        assertEquals("0 true", exit + " " + text.contains("k8s.yml"), text);
        assertFalse(text.contains("WARNING"), text);
    }
}
