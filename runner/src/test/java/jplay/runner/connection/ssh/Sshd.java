package jplay.runner.connection.ssh;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A real sshd of the test's own, on a port of its own, for the user that runs the test. */
public final class Sshd implements AutoCloseable {
    public static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    final Path dir;
    public final int port;
    public final Path key;
    public final Path knownHosts;
    private final Process process;

    /** Skips where there is no sshd. */
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.TYPE)
    @ExtendWith(Condition.class)
    public @interface Needed {}

    public static final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return Files.isExecutable(PROGRAM)
                    ? ConditionEvaluationResult.enabled("")
                    : ConditionEvaluationResult.disabled("no " + PROGRAM + ": install openssh-server to run this test");
        }
    }

    public Sshd(Path dir, String... options) throws IOException, InterruptedException {
        this.dir = dir;
        this.port = freePort();
        this.key = dir.resolve("id");
        this.knownHosts = dir.resolve("known_hosts");
        if (!Files.exists(key)) {
            keygen("ed25519", key);
            Files.copy(dir.resolve("id.pub"), dir.resolve("authorized_keys"));
        }
        for (String type : List.of("ed25519", "ecdsa", "rsa")) {
            if (!Files.exists(hostKey(type))) {
                keygen(type, hostKey(type));
            }
        }
        List<String> config = new ArrayList<>(List.of(options));
        config.addAll(List.of(
                "Port " + port,
                "ListenAddress 127.0.0.1",
                "AuthorizedKeysFile " + dir.resolve("authorized_keys"),
                "PidFile none",
                "UsePAM no",
                "StrictModes no",
                "PasswordAuthentication no",
                "KbdInteractiveAuthentication no"));
        if (config.stream().noneMatch(line -> line.startsWith("HostKey "))) {
            List.of("ed25519", "ecdsa", "rsa").forEach(type -> config.add("HostKey " + hostKey(type)));
        }
        Path file = dir.resolve("sshd_config");
        Files.write(file, config);
        if (System.getProperty("user.name").equals("root")) {
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Path log = dir.resolve("sshd.log");
        process = new ProcessBuilder(PROGRAM.toString(), "-D", "-e", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        awaitPort();
        know("ed25519", "ecdsa", "rsa");
    }

    Path hostKey(String type) {
        return dir.resolve("host_" + type);
    }

    /** Has known_hosts hold these keys of this server. */
    public void know(String... types) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (String type : types) {
            lines.append("[127.0.0.1]:").append(port).append(' ').append(publicKey(type)).append('\n');
        }
        Files.writeString(knownHosts, lines);
    }

    /** Type and key, without the comment. */
    public String publicKey(String type) throws IOException {
        String[] words = Files.readString(dir.resolve("host_" + type + ".pub")).split(" ");
        return words[0] + " " + words[1];
    }

    jplay.runner.connection.Target target() {
        return jplay.runner.connection.Target.ssh("h", "127.0.0.1")
                .withPort(port)
                .withKeys(List.of(key), null)
                .withHostKeys(jplay.runner.connection.HostKeyPolicy.CHECK, List.of(knownHosts))
                .withConnectTimeout(Duration.ofSeconds(10));
    }

    /** No agent and no configuration of the user's. */
    static SshConnector connector() {
        return connector(null, null);
    }

    static SshConnector connector(Path config, Path agent) {
        return new SshConnector(new SshOptions(config, agent, 8, Duration.ofSeconds(5), ""));
    }

    public static void keygen(String type, Path file, String... more) throws IOException, InterruptedException {
        List<String> words =
                new ArrayList<>(List.of("ssh-keygen", "-q", "-t", type, "-f", file.toString(), "-C", "test"));
        words.addAll(more.length == 0 ? List.of("-N", "") : List.of(more));
        run(words.toArray(String[]::new));
    }

    static String run(String... words) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        assertTrue(process.waitFor() == 0, String.join(" ", words) + ": " + said);
        return said;
    }

    /** Ends the listener and every session, without a word to the clients. */
    void kill() {
        List<ProcessHandle> all = new ArrayList<>(sessions());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
    }

    /** sshd's own processes below the listener, not what they run. */
    List<ProcessHandle> sessions() {
        return process.descendants()
                .filter(handle -> handle.info().command().orElse("").endsWith("sshd"))
                .toList();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void awaitPort() throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                assertTrue(
                        process.isAlive() && System.nanoTime() < end,
                        "sshd does not start: " + Files.readString(dir.resolve("sshd.log")));
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public void close() {
        kill();
    }
}
