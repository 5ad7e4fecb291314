package jplay.runner.connection.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import jplay.runner.connection.Become;
import jplay.runner.connection.Connection;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.ConnectionException.Kind;
import jplay.runner.connection.Reply;
import jplay.runner.connection.Request;
import jplay.runner.connection.Target;
import jplay.tasks.contract.Content;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests, uploads and losses, over a real sshd. */
@Sshd.Needed
class SshConnectionTest {
    @TempDir
    static Path dir;

    private static Sshd sshd;
    private static SshConnector connector;

    @BeforeAll
    static void start() throws Exception {
        sshd = new Sshd(dir, "MaxStartups 10:30:100");
        connector = Sshd.connector();
    }

    @AfterAll
    static void stop() {
        connector.close();
        sshd.close();
    }

    @Test
    void requests() throws Exception {
        try (Connection host = connector.open(sshd.target())) {
            Reply reply = host.run(Request.of("echo out; echo err >&2; exit 7"));
            assertEquals("out\n", reply.out());
            assertEquals("err\n", reply.err());
            assertEquals(7, reply.exit());
            assertEquals("in", host.run(Request.of("cat").withStdin(Content.of("in"))).out());
            assertTrue(host.alive());
        }
    }

    @Test
    void fiveMegabytesOnBothOutputs() throws Exception {
        try (Connection host = connector.open(sshd.target())) {
            Reply reply = host.run(Request.of("head -c 5000000 /dev/zero >&2 & head -c 5000000 /dev/zero; wait"));
            assertEquals(5_000_000, reply.stdout().length);
            assertEquals(5_000_000, reply.stderr().length);
        }
    }

    @Test
    void moreThreadsThanChannels() throws Exception {
        try (Connection host = connector.open(sshd.target());
                ExecutorService many = Executors.newFixedThreadPool(16)) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 32; i++) {
                String text = "echo " + i;
                replies.add(many.submit(() -> host.run(Request.of("sleep 0.05; " + text))));
            }
            for (int i = 0; i < 32; i++) {
                assertEquals(i + "\n", replies.get(i).get().out());
            }
        }
    }

    @Test
    void uploadOfHundredMegabytesNeedsNoMemoryOfThatSize() throws Exception {
        Path file = dir.resolve("uploaded");
        Content content = new Zeros(100L << 20);
        try (Connection host = connector.open(sshd.target())) {
            host.upload(new Zeros(1 << 20), file.toString(), null);
            long before = used();
            long[] most = {0};
            Reply reply = host.upload(new Zeros(100L << 20) {
                @Override
                void half() {
                    most[0] = used();
                }
            }, file.toString(), null);
            assertEquals(0, reply.exit(), reply.err());
            assertEquals(content.size(), Files.size(file));
            assertTrue(most[0] - before < 16 << 20, "grew by " + (most[0] - before));
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private static class Zeros implements Content {
        private final long size;

        Zeros(long size) {
            this.size = size;
        }

        void half() {}

        @Override
        public InputStream open() {
            return new InputStream() {
                private long left = size;

                @Override
                public int read() {
                    return left-- > 0 ? 0 : -1;
                }

                @Override
                public int read(byte[] bytes, int offset, int length) {
                    if (left > size / 2 && left - length <= size / 2) {
                        half();
                    }
                    int n = (int) Math.min(length, left);
                    left -= n;
                    return n == 0 ? -1 : n;
                }
            };
        }

        @Override
        public long size() {
            return size;
        }
    }

    @Test
    void contentThatBreaksOffLeavesNoFile() throws Exception {
        Path file = dir.resolve("cut");
        Content broken = new Content() {
            @Override
            public InputStream open() {
                return new InputStream() {
                    private int left = 100_000;

                    @Override
                    public int read() throws IOException {
                        if (left-- <= 0) {
                            throw new IOException("disk error");
                        }
                        return 'x';
                    }
                };
            }

            @Override
            public long size() {
                return 200_000;
            }
        };
        try (Connection host = connector.open(sshd.target())) {
            assertThrows(ConnectionException.class, () -> host.upload(broken, file.toString(), null));
            assertEquals("gone\n", host.run(Request.of(
                            "n=0; while [ -e " + file + " ] && [ $n -lt 100 ]; do sleep 0.1; n=$((n + 1)); done; "
                                    + "[ -e " + file + " ] || echo gone"))
                    .out());
        }
    }

    @Test
    void thirtyAtOnceAgainstTheStockLimit() throws Exception {
        try (ExecutorService many = Executors.newFixedThreadPool(30)) {
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < 30; i++) {
                answers.add(many.submit(() -> {
                    try (Connection host = connector.open(sshd.target())) {
                        return host.run(Request.of("echo here")).out();
                    }
                }));
            }
            for (Future<String> answer : answers) {
                assertEquals("here\n", answer.get());
            }
        }
    }

    @Test
    void sshdDiesWhileACommandRuns(@TempDir Path own) throws Exception {
        try (Sshd mortal = new Sshd(own);
                Connection host = connector.open(mortal.target());
                ExecutorService one = Executors.newSingleThreadExecutor()) {
            Path pid = own.resolve("pid");
            Future<Reply> running = one.submit(() -> host.run(Request.of("echo $$ >" + pid + "; sleep 300; :")));
            awaitText(pid);
            mortal.kill();
            ConnectionException e = cause(running);
            assertEquals(Kind.LOST, e.kind());
            assertEquals("h: connection lost: the host closed it", e.getMessage());
            assertFalse(host.alive());
            ProcessHandle shell = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElse(null);
            if (shell != null) {
                shell.onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void hostFallsSilent(@TempDir Path own) throws Exception {
        SshOptions options = new SshOptions(null, null, 8, Duration.ofMillis(500), "");
        try (Sshd mortal = new Sshd(own);
                SshConnector impatient = new SshConnector(options);
                Connection host = impatient.open(mortal.target());
                ExecutorService one = Executors.newSingleThreadExecutor()) {
            assertEquals("done\n", host.run(Request.of("sleep 3; echo done")).out(), "quiet but alive");
            List<ProcessHandle> sessions = mortal.sessions();
            sessions.forEach(handle -> signal("STOP", handle));
            Future<Reply> running = one.submit(() -> host.run(Request.of("echo never")));
            ConnectionException e = cause(running);
            assertEquals(Kind.LOST, e.kind());
            assertEquals("h: connection lost: the host has not answered for 2.0 s", e.getMessage());
            sessions.forEach(handle -> signal("CONT", handle));
        }
    }

    private static void signal(String name, ProcessHandle handle) {
        try {
            Sshd.run("/bin/sh", "-c", "kill -" + name + " " + handle.pid());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void portWhereNothingListens() throws Exception {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Target target = sshd.target().withPort(port).withUser("me");
        ConnectionException e = assertThrows(ConnectionException.class, () -> connector.open(target));
        assertEquals(Kind.UNREACHABLE, e.kind());
        assertEquals(
                "h: me@127.0.0.1:" + port + ": connection refused; does sshd run there, on port " + port + "?",
                e.getMessage());
    }

    @Test
    void serverThatSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Target target = sshd.target()
                    .withPort(silent.getLocalPort())
                    .withUser("me")
                    .withConnectTimeout(Duration.ofMillis(500));
            ConnectionException e = assertThrows(ConnectionException.class, () -> connector.open(target));
            assertEquals(Kind.UNREACHABLE, e.kind());
            assertEquals(
                    "h: me@127.0.0.1:" + silent.getLocalPort()
                            + ": it takes the connection but does not speak SSH within 1 s",
                    e.getMessage());
        }
    }

    @Test
    void timeoutEndsTheCommand() throws Exception {
        try (Connection host = connector.open(sshd.target())) {
            Request request = Request.of("sleep 300; :").withTimeout(Duration.ofMillis(300));
            ConnectionException e = assertThrows(ConnectionException.class, () -> host.run(request));
            assertEquals(Kind.TIMEOUT, e.kind());
            assertEquals("next\n", host.run(Request.of("echo next")).out());
        }
    }

    @Test
    void becomeMethodThatIsNotThere() throws Exception {
        Become become = new Become("sudo", "root", null, null, "/nonexistent/sudo");
        try (Connection host = connector.open(sshd.target())) {
            ConnectionException e = assertThrows(
                    ConnectionException.class, () -> host.run(Request.of("id").withBecome(become)));
            assertEquals(Kind.BECOME_FAILED, e.kind());
            assertTrue(e.getMessage().startsWith("h: sudo cannot be started there ("), e.getMessage());
        }
    }

    private static ConnectionException cause(Future<?> future) {
        return (ConnectionException) assertThrows(Exception.class, () -> future.get(30, TimeUnit.SECONDS))
                .getCause();
    }

    private static void awaitText(Path file) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(file) || Files.readString(file).isBlank()) {
            assertTrue(System.nanoTime() < end, "the command did not start");
            Thread.onSpinWait();
        }
    }
}
