package jplay.runner.connection.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jplay.runner.connection.Connection;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.ConnectionException.Kind;
import jplay.runner.connection.HostKeyPolicy;
import jplay.runner.connection.Request;
import jplay.runner.connection.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a host's key, and what it shows. */
@Sshd.Needed
class HostKeyTest {
    @TempDir
    static Path dir;

    private static Sshd sshd;
    private static SshConnector connector;

    @BeforeAll
    static void start() throws Exception {
        sshd = new Sshd(dir);
        connector = Sshd.connector();
    }

    @AfterAll
    static void stop() {
        connector.close();
        sshd.close();
    }

    private static void works(Target target) throws Exception {
        try (Connection host = connector.open(target)) {
            assertEquals("ok\n", host.run(Request.of("echo ok")).out());
        }
    }

    private static ConnectionException refused(Target target) {
        return assertThrows(ConnectionException.class, () -> connector.open(target).close());
    }

    private static Target with(HostKeyPolicy policy, String... lines) throws Exception {
        Path file = Files.createTempFile(dir, "known", "");
        Files.write(file, List.of(lines));
        return sshd.target().withHostKeys(policy, List.of(file));
    }

    private static String line(String type) throws Exception {
        return "[127.0.0.1]:" + sshd.port + " " + sshd.publicKey(type);
    }

    private static String foreign() throws Exception {
        Path key = dir.resolve("foreign");
        if (!Files.exists(key)) {
            Sshd.keygen("ed25519", key);
        }
        return Files.readString(dir.resolve("foreign.pub")).replaceAll(" test\\s*", "");
    }

    /** The server has all three, and has to show the one that is known. */
    @ParameterizedTest
    @ValueSource(strings = {"ed25519", "ecdsa", "rsa"})
    void typeThatIsKnown(String type) throws Exception {
        works(with(HostKeyPolicy.CHECK, line(type)));
    }

    @Test
    void hashedName() throws Exception {
        Target target = with(HostKeyPolicy.CHECK, "# a comment", line("ed25519"));
        Path file = target.knownHosts().getFirst();
        Sshd.run("ssh-keygen", "-q", "-H", "-f", file.toString());
        assertTrue(Files.readString(file).contains("|1|"));
        works(target);
    }

    @Test
    void unknownKey() throws Exception {
        Target target = with(HostKeyPolicy.CHECK, "other.example " + sshd.publicKey("ed25519"));
        ConnectionException e = refused(target);
        assertEquals(Kind.HOST_KEY_UNKNOWN, e.kind());
        String print = Sshd.run("ssh-keygen", "-l", "-f", sshd.hostKey("ed25519") + ".pub").split(" ")[1];
        assertEquals(
                "h: the host key of [127.0.0.1]:" + sshd.port + " is not known (ssh-ed25519 " + print
                        + "). Add it: ssh-keyscan -p " + sshd.port + " 127.0.0.1 >>"
                        + target.knownHosts().getFirst()
                        + "; or trust new hosts with ssh's StrictHostKeyChecking=accept-new; or check no keys with"
                        + " ANSIBLE_HOST_KEY_CHECKING=False",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CHECK", "ACCEPT_NEW", "OFF"})
    void changedKey(HostKeyPolicy policy) throws Exception {
        Target target = with(policy, "# first", "[127.0.0.1]:" + sshd.port + " " + foreign());
        ConnectionException e = refused(target);
        assertEquals(Kind.HOST_KEY_CHANGED, e.kind());
        Path file = target.knownHosts().getFirst();
        assertTrue(e.getMessage().contains(", and " + file + ":2 has ssh-ed25519 SHA256:"), e.getMessage());
        assertTrue(
                e.getMessage().endsWith("run: ssh-keygen -R '[127.0.0.1]:" + sshd.port + "' -f '" + file + "'"),
                e.getMessage());
    }

    @Test
    void revokedKey() throws Exception {
        ConnectionException e =
                refused(with(HostKeyPolicy.OFF, "@revoked * " + sshd.publicKey("ed25519"), line("ed25519")));
        assertEquals(Kind.HOST_KEY_CHANGED, e.kind());
        assertTrue(e.getMessage().contains("is revoked ("), e.getMessage());
    }

    @Test
    void newKeyIsWrittenOnceAndChecked() throws Exception {
        Target target = with(HostKeyPolicy.ACCEPT_NEW, "other.example " + foreign());
        works(target);
        assertEquals(
                List.of("other.example " + foreign(), line("ed25519")),
                Files.readAllLines(target.knownHosts().getFirst()));
        works(target.withHostKeys(HostKeyPolicy.CHECK, target.knownHosts()));
    }

    @Test
    void offWritesNothing() throws Exception {
        Target target = sshd.target().withHostKeys(HostKeyPolicy.OFF, List.of(dir.resolve("none")));
        works(target);
        assertFalse(Files.exists(dir.resolve("none")));
    }
}
