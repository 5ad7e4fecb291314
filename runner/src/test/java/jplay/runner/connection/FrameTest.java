package jplay.runner.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import jplay.tasks.contract.Content;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The persistent shell, with each shell that this machine has. */
class FrameTest {
    @TempDir
    Path dir;

    static Stream<List<String>> shells() {
        return Stream.of(
                        List.of("/bin/dash"),
                        List.of("/bin/bash", "--posix"),
                        List.of("/bin/bash"),
                        List.of("/bin/busybox", "sh"))
                .filter(shell -> Files.isExecutable(Path.of(shell.getFirst())));
    }

    /** The shell under test stands for the host's {@code sh}. */
    private PooledConnection connect(List<String> shell) {
        return connect(shell, "");
    }

    private PooledConnection connect(List<String> shell, String prelude) {
        LocalOpener opener = new LocalOpener("h", "/bin/sh") {
            @Override
            public Pipe open(String command, Pipe.Sink sink) throws ConnectionException {
                return super.open(command.replaceFirst("^exec sh$", "exec " + String.join(" ", shell)), sink);
            }
        };
        return new PooledConnection(Target.local("h"), opener, prelude);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void outputsAndStatus(List<String> shell) throws Exception {
        try (Connection host = connect(shell)) {
            Reply reply = host.run(Request.of("echo out; echo err >&2; exit 3"));
            assertEquals(3, reply.exit());
            assertEquals("out\n", reply.out());
            assertEquals("err\n", reply.err());
            assertFalse(reply.truncated());
            assertEquals("", host.run(Request.of("printf ''")).out());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void oneRequestLeavesNothingToTheNext(List<String> shell) throws Exception {
        try (Connection host = connect(shell)) {
            host.run(Request.of("x=1; cd /; set -e; exec 2>/dev/null; trap 'echo trapped' EXIT; false"));
            Reply reply = host.run(Request.of("echo ${x-unset}; echo err >&2; false; pwd"));
            assertEquals("unset\n" + Path.of("").toAbsolutePath() + "\n", reply.out());
            assertEquals("err\n", reply.err());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void syntaxErrorEndsTheRequestAlone(List<String> shell) throws Exception {
        try (Connection host = connect(shell)) {
            Reply reply = host.run(Request.of("if then ' ("));
            assertTrue(reply.exit() != 0);
            assertFalse(reply.err().isBlank());
            assertEquals("next\n", host.run(Request.of("echo next")).out());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void execAndHereDocumentsAndQuotes(List<String> shell) throws Exception {
        try (Connection host = connect(shell)) {
            assertEquals("a\n", host.run(Request.of("exec echo a")).out());
            assertEquals("it's $HOME \\n\n", host.run(Request.of("cat <<'E'\nit's $HOME \\n\nE")).out());
            assertEquals("last", host.run(Request.of("printf last # comment")).out());
            assertEquals("", host.run(Request.of("")).out());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void commandsCannotEatTheProtocol(List<String> shell) throws Exception {
        try (Connection host = connect(shell)) {
            assertEquals("", host.run(Request.of("cat; cat <&3 2>/dev/null")).out());
            assertEquals("0\n", host.run(Request.of("wc -c | tr -d ' '")).out());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void binaryBothWays(List<String> shell) throws Exception {
        byte[] bytes = new byte[20_000];
        new Random(1).nextBytes(bytes);
        try (Connection host = connect(shell)) {
            Reply reply = host.run(Request.of("cat; printf end >&2").withStdin(Content.of(bytes)));
            assertArrayEquals(bytes, reply.stdout());
            assertEquals("end", reply.err());
            assertEquals("x\n", host.run(Request.of("echo x").withStdin(Content.of(bytes))).out());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void largeInputComesFromAFileThatIsGone(List<String> shell) throws Exception {
        byte[] bytes = new byte[1_000_000];
        new Random(2).nextBytes(bytes);
        try (Connection host = connect(shell)) {
            Reply reply = host.run(Request.of("cat; ls -l /proc/self/fd/0 >&2; exit 4").withStdin(Content.of(bytes)));
            assertArrayEquals(bytes, reply.stdout());
            assertTrue(reply.err().contains("(deleted)"), reply.err());
            assertEquals(4, reply.exit());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void fiveMegabytesOnBothOutputs(List<String> shell) throws Exception {
        String script = "head -c 5000000 /dev/zero >&2 & head -c 5000000 /dev/zero; wait";
        try (Connection host = connect(shell)) {
            Reply reply = host.run(Request.of(script));
            assertEquals(5_000_000, reply.stdout().length);
            assertEquals(5_000_000, reply.stderr().length);
            Reply cut = host.run(Request.of(script + "; exit 6").withMaxOutput(1000));
            assertEquals(1000, cut.stdout().length);
            assertEquals(1000, cut.stderr().length);
            assertTrue(cut.truncated());
            assertEquals(6, cut.exit());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void preludeAndEnvironment(List<String> shell) throws Exception {
        try (Connection host = connect(shell, "greet() { echo \"hello $1 $WHO\"; }")) {
            Request request = Request.of("greet you; sh -c 'echo $WHO'").withEnvironment(Map.of("WHO", "it's"));
            assertEquals("hello you it's\nit's\n", host.run(request).out());
            assertEquals("hello you \n", host.run(Request.of("greet you")).out());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void wrongNamesAndNulHarmNothing(List<String> shell) throws Exception {
        try (Connection host = connect(shell)) {
            assertFalse(host.run(Request.of("echo x").withEnvironment(Map.of("a b) ; (", "v"))).ok());
            ConnectionException e = assertThrows(ConnectionException.class, () -> host.run(Request.of("echo \0")));
            assertEquals("h: the command, its environment or its path holds a NUL character", e.getMessage());
            assertEquals("next\n", host.run(Request.of("echo next")).out());
        }
    }

    private static final long INT_AND_QUIT = 1 << 2 - 1 | 1 << 3 - 1;

    private static long ignoredSignals(String status) {
        String line = status.lines().filter(each -> each.startsWith("SigIgn:")).findFirst().orElseThrow();
        return Long.parseUnsignedLong(line.substring(7).strip(), 16);
    }

    @ParameterizedTest
    @MethodSource("shells")
    void commandsTakeSignals(List<String> shell) throws Exception {
        try (Connection host = connect(shell)) {
            long ignored = ignoredSignals(host.run(Request.of("cat /proc/self/status")).out());
            // What was started in the background of a script ignores INT and QUIT already.
            long before = ignoredSignals(Files.readString(Path.of("/proc/self/status")));
            assertEquals(0, ignored & ~before & INT_AND_QUIT, "INT or QUIT is ignored");
            assertEquals(137, host.run(Request.of("exec sh -c 'kill -9 $$'")).exit());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void scriptIsInNoArguments(List<String> shell) throws Exception {
        try (Connection host = connect(shell)) {
            String script = "s=topsecret; tr '\\0' ' ' </proc/$$/cmdline; read -r me _ </proc/self/stat; "
                    + "tr '\\0' ' ' </proc/$me/cmdline";
            assertFalse(host.run(Request.of(script)).out().contains("topsecret"));
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void timeoutKillsTheTree(List<String> shell) throws Exception {
        Path pids = dir.resolve("pids");
        try (Connection host = connect(shell)) {
            Request request = Request.of(tree(pids)).withTimeout(Duration.ofMillis(700));
            ConnectionException e = assertThrows(ConnectionException.class, () -> host.run(request));
            assertEquals(ConnectionException.Kind.TIMEOUT, e.kind());
            assertEquals("h: not done within 0.7 s; what ran was killed", e.getMessage());
            assertAllEnd(pids);
            assertEquals("next\n", host.run(Request.of("echo next")).out());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void interruptKillsTheTree(List<String> shell) throws Exception {
        Path pids = dir.resolve("pids");
        try (Connection host = connect(shell);
                ExecutorService one = Executors.newSingleThreadExecutor()) {
            Future<Reply> running = one.submit(() -> host.run(Request.of(tree(pids))));
            awaitPids(pids);
            host.interrupt();
            Throwable e = assertThrows(Exception.class, running::get).getCause();
            assertEquals(ConnectionException.Kind.INTERRUPTED, ((ConnectionException) e).kind());
            assertAllEnd(pids);
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void deathOfTheClientKillsTheTreeEvenWhereTermIsIgnored(List<String> shell) throws Exception {
        Path pids = dir.resolve("pids");
        CountDownLatch done = new CountDownLatch(1);
        Pipe.Sink sink = new Pipe.Sink() {
            @Override
            public void out(byte[] bytes, int offset, int length) {}

            @Override
            public void err(byte[] bytes, int offset, int length) {}

            @Override
            public void closed(Throwable cause) {
                done.countDown();
            }
        };
        Pipe pipe = new LocalOpener("h", "/bin/sh").open("exec " + String.join(" ", shell), sink);
        Request request = Request.of("trap '' TERM; " + tree(pids));
        pipe.send((Frame.start("0", "")).getBytes(UTF_8));
        pipe.send(Frame.request(request, new byte[0], "1"));
        awaitPids(pids);
        pipe.close();
        assertAllEnd(pids);
        assertTrue(done.await(10, TimeUnit.SECONDS));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void aDaemonOfAnEarlierRequestLives(List<String> shell) throws Exception {
        Path pids = dir.resolve("pids");
        long daemon;
        try (Connection host = connect(shell)) {
            daemon = Long.parseLong(
                    host.run(Request.of("sleep 300 >/dev/null 2>&1 & echo $!")).out().strip());
            Request request = Request.of(tree(pids)).withTimeout(Duration.ofMillis(700));
            assertThrows(ConnectionException.class, () -> host.run(request));
            assertAllEnd(pids);
        }
        ProcessHandle handle = ProcessHandle.of(daemon).orElseThrow();
        assertTrue(handle.isAlive());
        handle.destroyForcibly();
    }

    @ParameterizedTest
    @MethodSource("shells")
    void shellThatIsKilledIsLostAndReplaced(List<String> shell) throws Exception {
        try (Connection host = connect(shell)) {
            ConnectionException e =
                    assertThrows(ConnectionException.class, () -> host.run(Request.of("kill -9 $$; sleep 1")));
            assertEquals(ConnectionException.Kind.LOST, e.kind());
            assertEquals("next\n", host.run(Request.of("echo next")).out());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void upload(List<String> shell) throws Exception {
        byte[] bytes = "kill -9 $$\necho injected\n'".getBytes(UTF_8);
        Path file = dir.resolve("it's a file");
        Files.writeString(file, "older, and longer than what is new by some bytes");
        try (Connection host = connect(shell)) {
            assertEquals(0, host.upload(Content.of(bytes), file.toString(), null).exit());
            assertArrayEquals(bytes, Files.readAllBytes(file));
            assertEquals("600\n", host.run(Request.of("stat -c %a '" + dir + "'/it*")).out());
            Reply refused = host.upload(Content.of(bytes), dir + "/none/x", null);
            assertFalse(refused.ok());
            assertFalse(refused.err().isBlank());
        }
    }

    @ParameterizedTest
    @MethodSource("shells")
    void contentIsNeverRunWhereTheDiskIsFull(List<String> shell) throws Exception {
        byte[] bytes = ("echo injected >" + dir + "/injected\n").repeat(100_000).getBytes(UTF_8);
        try (Connection host = connect(shell)) {
            assertFalse(host.upload(Content.of(bytes), "/dev/full/x", null).ok());
            assertFalse(host.run(Request.of("cat >/dev/full").withStdin(Content.of(bytes))).ok());
        }
        assertFalse(Files.exists(dir.resolve("injected")));
    }

    @ParameterizedTest
    @MethodSource("shells")
    void threadsHaveShellsOfTheirOwn(List<String> shell) throws Exception {
        try (Connection host = connect(shell);
                ExecutorService many = Executors.newFixedThreadPool(8)) {
            List<Future<String>> answers = Stream.iterate(0, i -> i + 1)
                    .limit(40)
                    .map(i -> many.submit(() -> host.run(Request.of("echo " + i)).out()))
                    .toList();
            for (int i = 0; i < answers.size(); i++) {
                assertEquals(i + "\n", answers.get(i).get());
            }
        }
    }

    /** Commands that last, three deep, one of them in a session of its own; their numbers go to a file. */
    private static String tree(Path pids) {
        return "(sleep 301 & echo $! >>" + pids + "; setsid sleep 302 & echo $! >>" + pids
                + "; sh -c 'echo $$ >>" + pids + "; sleep 303; :'; :); :";
    }

    private static void awaitPids(Path pids) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!Files.exists(pids) || Files.readAllLines(pids).size() < 3) {
            assertTrue(System.nanoTime() < end, "the commands did not start");
            Thread.onSpinWait();
        }
    }

    private static void assertAllEnd(Path pids) throws Exception {
        List<String> lines = Files.readAllLines(pids);
        assertEquals(3, lines.size());
        for (String pid : lines) {
            ProcessHandle handle = ProcessHandle.of(Long.parseLong(pid)).orElse(null);
            if (handle != null) {
                handle.onExit().get(10, TimeUnit.SECONDS);
            }
        }
    }
}
