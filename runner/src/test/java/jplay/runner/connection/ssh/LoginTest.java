package jplay.runner.connection.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import jplay.runner.connection.Connection;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.ConnectionException.Kind;
import jplay.runner.connection.HostKeyPolicy;
import jplay.runner.connection.Request;
import jplay.runner.connection.Secret;
import jplay.runner.connection.Target;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys of every format, the agent, {@code ~/.ssh/config} and jump hosts. */
@Sshd.Needed
class LoginTest {
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

    private static void works(SshConnector by, Target target) throws Exception {
        try (Connection host = by.open(target)) {
            assertEquals("ok\n", host.run(Request.of("echo ok")).out());
        }
    }

    private static ConnectionException refused(Target target) {
        return assertThrows(ConnectionException.class, () -> connector.open(target).close());
    }

    private static Path key(String name, String type, String... options) throws Exception {
        Path file = dir.resolve(name);
        Sshd.keygen(type, file, options);
        allow(file);
        return file;
    }

    private static void allow(Path file) throws Exception {
        Files.writeString(
                dir.resolve("authorized_keys"), Files.readString(Path.of(file + ".pub")), StandardOpenOption.APPEND);
    }

    @ParameterizedTest
    @CsvSource({"ed25519,", "ecdsa,", "rsa,", "rsa,PEM", "ecdsa,PEM", "rsa,PKCS8"})
    void keyFormats(String type, String format) throws Exception {
        String name = type + format;
        Path key = format == null
                ? key(name, type)
                : key(name, type, "-m", format, "-N", "");
        works(connector, sshd.target().withKeys(List.of(key), null));
    }

    @ParameterizedTest
    @CsvSource({"ed25519,RFC4716", "rsa,RFC4716", "ecdsa,RFC4716", "rsa,PEM"})
    void encryptedKeys(String type, String format) throws Exception {
        Path key = key("enc" + type + format, type, "-m", format, "-N", "open sesame");
        works(connector, sshd.target().withKeys(List.of(key), Secret.of("open sesame")));
        ConnectionException wrong = refused(sshd.target().withKeys(List.of(key), Secret.of("wrong")));
        assertEquals(Kind.AUTH_REFUSED, wrong.kind());
        assertTrue(wrong.getMessage().contains(key + " (wrong passphrase)"), wrong.getMessage());
        ConnectionException none = refused(sshd.target().withKeys(List.of(key), null));
        assertTrue(none.getMessage().contains(key + " (encrypted, and there is no passphrase"), none.getMessage());
    }

    @Test
    void keyThatTheHostDoesNotKnow() throws Exception {
        Path key = dir.resolve("stranger");
        Sshd.keygen("ed25519", key);
        ConnectionException e =
                refused(sshd.target().withUser(System.getProperty("user.name")).withKeys(List.of(key), null));
        assertEquals(Kind.AUTH_REFUSED, e.kind());
        assertEquals(
                "h: cannot log in as " + System.getProperty("user.name") + "@127.0.0.1:" + sshd.port
                        + ": the host refuses " + key
                        + ". Is the user right (-u, ansible_user) and the key (--private-key,"
                        + " ansible_ssh_private_key_file)? A password is asked for by -k",
                e.getMessage());
    }

    @Test
    void keyFileThatIsMissingOrNone() throws Exception {
        ConnectionException e = refused(sshd.target().withKeys(List.of(dir.resolve("nokey")), null));
        assertEquals("h: the private key " + dir.resolve("nokey") + " does not exist", e.getMessage());
        Path text = Files.writeString(dir.resolve("text"), "no key");
        e = refused(sshd.target().withKeys(List.of(text), null));
        assertEquals(Kind.AUTH_REFUSED, e.kind());
        assertTrue(e.getMessage().contains(text + " (not a private key"), e.getMessage());
    }

    @Test
    void passwordThatIsRefused() {
        ConnectionException e = refused(sshd.target().withKeys(List.of(), null).withPassword(Secret.of("pssst")));
        assertEquals(Kind.AUTH_REFUSED, e.kind());
        assertTrue(e.getMessage().contains("the host refuses the password"), e.getMessage());
        assertTrue(!e.getMessage().contains("pssst"));
    }

    @ParameterizedTest
    @CsvSource({"ed25519", "rsa", "ecdsa"})
    void agent(String type) throws Exception {
        Path key = key("agent" + type, type, "-N", "secret");
        Path socket = dir.resolve("agent-" + type);
        Process agent = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString()).start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (!Files.exists(socket)) {
                assertTrue(System.nanoTime() < end, "no agent");
                Thread.onSpinWait();
            }
            Path askpass = Files.writeString(dir.resolve("askpass-" + type), "#!/bin/sh\necho secret\n");
            Sshd.run("chmod", "700", askpass.toString());
            Sshd.run("env", "SSH_AUTH_SOCK=" + socket, "SSH_ASKPASS=" + askpass, "SSH_ASKPASS_REQUIRE=force",
                    "ssh-add", "-q", key.toString());
            try (SshConnector withAgent = Sshd.connector(null, socket)) {
                works(withAgent, sshd.target().withKeys(List.of(), null));
                works(withAgent, sshd.target().withKeys(List.of(key), null));
            }
        } finally {
            agent.destroy();
        }
    }

    @Test
    void settingsFromConfig() throws Exception {
        Path config = Files.writeString(dir.resolve("config"), """
                Host other
                  Port 1
                Host web !web9
                  HostName 127.0.0.1
                  Port %d
                  IdentityFile %s
                  UserKnownHostsFile %s
                Host *
                  Port 2
                """.formatted(sshd.port, sshd.key, sshd.knownHosts));
        try (SshConnector configured = Sshd.connector(config, null)) {
            works(configured, Target.ssh("w", "web").withHostKeys(HostKeyPolicy.CHECK, List.of()));
        }
    }

    @Test
    void jumpsOneAndTwo(@TempDir Path second, @TempDir Path third) throws Exception {
        try (Sshd far = new Sshd(second);
                Sshd middle = new Sshd(third)) {
            Path config = Files.writeString(dir.resolve("jumps"), """
                    Host near
                      HostName 127.0.0.1
                      Port %d
                    Host middle
                      HostName 127.0.0.1
                      Port %d
                    Host *
                      StrictHostKeyChecking no
                      UserKnownHostsFile %s
                      IdentityFile %s
                      IdentityFile %s
                      IdentityFile %s
                    """.formatted(sshd.port, middle.port, dir.resolve("nothing"), sshd.key, far.key, middle.key));
            Target target = far.target().withKeys(List.of(), null).withHostKeys(null, List.of(far.knownHosts));
            try (SshConnector jumping = Sshd.connector(config, null)) {
                works(jumping, target.withProxyJump("near"));
                works(jumping, target.withProxyJump("near,middle"));
                ConnectionException e = assertThrows(
                        ConnectionException.class,
                        () -> jumping.open(target.withPort(1).withProxyJump("near")));
                assertEquals(Kind.UNREACHABLE, e.kind());
                assertTrue(e.getMessage().startsWith("h: near cannot reach "), e.getMessage());
            }
        }
    }
}
