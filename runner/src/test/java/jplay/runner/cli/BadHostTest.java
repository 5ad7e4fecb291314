package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import jplay.runner.connection.ssh.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What only a host can refuse: keys, permissions, a full disk. */
@Sshd.Needed
class BadHostTest {
    @TempDir static Path keys;
    private static Sshd sshd;
    private static Around around;
    @TempDir Path temporary;

    @BeforeAll
    static void begin() throws Exception {
        sshd = new Sshd(keys);
        Sshd.keygen("ed25519", keys.resolve("other"));
        around = new Around();
    }

    @AfterAll
    static void end() throws IOException {
        sshd.close();
        around.close();
    }

    @TestFactory
    Stream<DynamicTest> refusedBySsh() throws IOException {
        return Fixture.all("bad-ssh").stream().map(fixture -> dynamicTest(String.valueOf(fixture.getFileName()), () -> check(fixture)));
    }

    @Tag("root")
    @TestFactory
    Stream<DynamicTest> refusedByTheSystem() throws IOException {
        return Fixture.all("bad-root").stream().map(fixture -> dynamicTest(String.valueOf(fixture.getFileName()), () -> {
            assumeTrue(System.getProperty("user.name").equals("root"), "root alone can become someone who may not, and mount a small disk");
            check(fixture);
        }));
    }

    private void check(Path fixture) throws IOException, InterruptedException {
        Path directory = Files.createDirectory(temporary.toRealPath().resolve(String.valueOf(fixture.getFileName())));
        Fixture bad = with(around.fixture(fixture, directory), directory);
        String expected = bad.expected();
        String said = mounted(fixture, directory, bad::run);
        // Fingerprints and the names of temporary files are new in every run; quotes are those of the locale.
        String plain = said.replaceAll("SHA256:[A-Za-z0-9+/]{43}", "SHA256:…").replaceAll("\\.jplay-[0-9]+-[0-9a-z]+", ".jplay-…")
                .replaceAll("[‘’]", "'");
        assertEquals(expected, plain);
    }

    private static Fixture with(Fixture fixture, Path directory) throws IOException {
        Path empty = Files.writeString(directory.resolve("empty"), "");
        Path changed = directory.resolve("changed");
        String other = Files.readString(keys.resolve("other.pub"));
        Files.writeString(changed, "[127.0.0.1]:" + sshd.port + " " + other);
        return fixture.with("@SSHD@", sshd.port).with("@KEY@", sshd.key).with("@OTHER@", keys.resolve("other"))
                .with("@KNOWN@", sshd.knownHosts).with("@EMPTY@", empty).with("@CHANGED@", changed)
                .with("@USER@", System.getProperty("user.name"));
    }

    /** With a disk of one page below {@code small}, for the fixture that fills it. */
    private static String mounted(Path fixture, Path directory, Run run) throws IOException, InterruptedException {
        if (!fixture.endsWith("full-disk")) {
            return run.run();
        }
        Path small = Files.createDirectory(directory.resolve("small"), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        command("mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", small.toString());
        try {
            return run.run();
        } finally {
            command("umount", small.toString());
        }
    }

    private static void command(String... words) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder(words).inheritIO().start().waitFor(), String.join(" ", words));
    }

    /** What is run. */
    private interface Run {
        String run() throws IOException;
    }
}
