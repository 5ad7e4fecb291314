package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jplay.runner.connection.ssh.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
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
