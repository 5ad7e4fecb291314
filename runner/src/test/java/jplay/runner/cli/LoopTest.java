package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jplay.runner.connection.ssh.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Items of a loop that are done together over SSH come to the same as those that are done one by one on this machine. */
@Sshd.Needed
class LoopTest {
    @TempDir static Path ssh;
    private static Sshd sshd;
    @TempDir Path temporary;

    @BeforeAll
    static void begin() throws IOException, InterruptedException {
        sshd = new Sshd(ssh);
    }

    @AfterAll
    static void end() {
        sshd.close();
    }

    @TestFactory
    Stream<DynamicTest> loops() throws IOException {
        return Fixture.all("loops").stream().map(fixture -> dynamicTest(String.valueOf(fixture.getFileName()), () ->
                assertEquals(outcome(fixture, "local"), outcome(fixture, "ssh"))));
    }

    /** What comes before the item that is not as planned is done, what comes after it is not. */
    @Test
    void aKeptPlanEndsALoopWhereItIsNotAsPlanned() throws IOException {
        Path directory = Files.createDirectories(temporary.toRealPath().resolve("kept"));
        Files.writeString(directory.resolve("base"), "base\n");
        Files.writeString(directory.resolve("same"), "same\n");
        Path inventory = Files.writeString(directory.resolve("inventory"), "h ansible_host=127.0.0.1 ansible_port=" + sshd.port
                + " ansible_ssh_private_key_file=" + sshd.key + " ansible_ssh_common_args='-o UserKnownHostsFile=" + sshd.knownHosts + "'\n");
        Path play = Files.writeString(directory.resolve("play.yml"), """
                - hosts: h
                  gather_facts: false
                  tasks:
                    - command: rm @DIR@/same
                    - lineinfile: {path: "@DIR@/{{ item }}", line: same, create: true}
                      loop: [base, same, after]
                """.replace("@DIR@", directory.toString()));
        assertEquals("", kept(directory, 0, play.toString(), "-i", inventory.toString(), "--check", "--plan-out", "plan.json"));
        assertEquals("it would change something else than the plan says: write " + directory.resolve("same"),
                kept(directory, 2, "apply", "plan.json"));
        assertEquals("base\nsame\n", Files.readString(directory.resolve("base")));
        assertFalse(Files.exists(directory.resolve("same")) || Files.exists(directory.resolve("after")));
    }

    private static String kept(Path directory, int exit, String... words) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, out, false, 80, Map.of("HOME", directory.toString()));
        assertEquals(exit, new Main(terminal, "jplay", directory, EngineBackend::new, Prompt.terminal()).run(List.of(words)), said::toString);
        Matcher matcher = Pattern.compile("it would change [^;]*").matcher(said.toString(StandardCharsets.UTF_8));
        return matcher.find() ? matcher.group() : "";
    }

    private String outcome(Path source, String connection) throws IOException {
        Path directory = Files.createDirectories(temporary.toRealPath().resolve(source.getFileName() + "-" + connection));
        String said = new Fixture(source, directory).with("@CONNECTION@", connection)
                .with("@PORT@", sshd.port).with("@KEY@", sshd.key).with("@KNOWN@", sshd.knownHosts).run();
        return said + listing(directory.resolve("target"));
    }

    private static String listing(Path root) throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            return all.sorted().map(path -> root.relativize(path) + " " + looks(path)).collect(Collectors.joining("\n"));
        }
    }

    private static String looks(Path path) {
        try {
            String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
            return Files.isRegularFile(path) ? mode + " " + Files.readString(path) : mode;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
