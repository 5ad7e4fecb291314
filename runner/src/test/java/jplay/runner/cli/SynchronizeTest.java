package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jplay.runner.connection.ssh.Sshd;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** rsync from this machine to a real sshd on it. */
@Sshd.Needed
class SynchronizeTest {
    @TempDir static Path ssh;
    private static Sshd sshd;
    @TempDir Path temporary;
    private Path directory = Path.of("");

    @BeforeAll
    static void begin() throws IOException, InterruptedException {
        assumeTrue(Stream.of("rsync", "ssh").allMatch(name -> Files.isExecutable(Path.of("/usr/bin", name))),
                "no rsync or no ssh in /usr/bin: install rsync and openssh-client to run this test");
        sshd = new Sshd(ssh);
    }

    @AfterAll
    static void end() {
        if (sshd != null) {
            sshd.close();
        }
    }

    @BeforeEach
    void tree() throws IOException {
        directory = temporary.toRealPath();
        Files.createDirectories(directory.resolve("files/tree/sub"));
        Files.writeString(directory.resolve("files/tree/a"), "a\n");
        Files.writeString(directory.resolve("files/tree/sub/b"), "b\n");
        Files.createSymbolicLink(directory.resolve("files/tree/l"), Path.of("a"));
        Files.writeString(directory.resolve("inventory"), "h ansible_host=127.0.0.1 ansible_port=" + sshd.port
                + " ansible_ssh_private_key_file=" + sshd.key + " ansible_ssh_common_args='-o UserKnownHostsFile=" + sshd.knownHosts + "'\n");
    }

    /** The play's output; {@code @} is the directory. */
    private String run(String hosts, String tasks, String... options) throws IOException {
        Files.writeString(directory.resolve("play.yml"),
                "- hosts: " + hosts + "\n  gather_facts: false\n  tasks:\n" + tasks.replace("@", directory.toString()).indent(4));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, false, 80, Map.of("HOME", directory.toString(), "PATH", System.getenv("PATH")));
        List<String> words = new ArrayList<>(List.of(directory + "/play.yml", "-i", directory + "/inventory"));
        words.addAll(List.of(options).contains("drift") ? 0 : words.size(), List.of(options));
        new Main(terminal, "jplay", directory, EngineBackend::new, Prompt.terminal()).run(words);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String recap(String shown) {
        return shown.lines().filter(line -> line.contains("ok=")).map(line -> line.replaceAll(".*(ok=\\d+ +changed=\\d+).*(failed=\\d+).*", "$1 $2").replaceAll(" +", " "))
                .collect(Collectors.joining("\n"));
    }

    private String listing(String below) throws IOException {
        Path root = directory.resolve(below);
        if (!Files.exists(root)) {
            return "nothing";
        }
        try (Stream<Path> all = Files.walk(root)) {
            return all.map(root::relativize).map(Path::toString).sorted().collect(Collectors.joining(" ")).strip();
        }
    }

    private static final String PUSH = "- ansible.posix.synchronize: {src: tree/, dest: \"@/there/\", delete: true}\n";

    @Test
    void pushesOnce() throws IOException {
        String checked = run("h", PUSH, "--check", "--diff");
        assertEquals("ok=1 changed=1 failed=0", recap(checked), checked);
        assertTrue(checked.contains("<f+++++++++ sub/b"), checked);
        assertEquals("nothing", listing("there"));
        String first = run("h", PUSH);
        assertEquals("ok=1 changed=1 failed=0", recap(first), first);
        assertEquals("a l sub sub/b", listing("there"));
        assertEquals("ok=1 changed=0 failed=0", recap(run("h", PUSH)));
        Files.writeString(directory.resolve("there/old"), "");
        assertEquals("ok=1 changed=1 failed=0", recap(run("h", PUSH, "--check")));
        assertTrue(Files.exists(directory.resolve("there/old")));
        String drift = run("h", PUSH, "drift");
        assertTrue(drift.contains("+*deleting   old") && drift.contains("1 drifted on 1"), drift);
        run("h", PUSH);
        assertEquals("a l sub sub/b", listing("there"));
    }

    @Test
    void pullsAndStays() throws IOException {
        String shown = run("h", """
                - synchronize: {src: "@/files/tree", dest: pulled/, mode: pull}
                - synchronize: {src: "@/files/tree/", dest: "@/same"}
                  delegate_to: h
                  register: same
                - debug: {var: same.cmd}
                - synchronize: {src: tree, dest: "@/delegated/"}
                  delegate_to: localhost
                """);
        assertEquals("ok=4 changed=3 failed=0", recap(shown), shown);
        assertEquals("tree tree/a tree/l tree/sub tree/sub/b", listing("pulled"));
        assertEquals("a l sub sub/b", listing("same"));
        assertEquals("tree tree/a tree/l tree/sub tree/sub/b", listing("delegated"));
        assertFalse(shown.contains("--rsh"), shown);
        assertEquals("ok=1 changed=1 failed=0", recap(run("localhost", "- synchronize: {src: tree/, dest: \"@/local\"}\n")));
        assertEquals("a l sub sub/b", listing("local"));
    }

    @Test
    void saysWhereItCannotGo() throws IOException {
        String shown = run("h", """
                - synchronize: {src: tree/, dest: "@/there"}
                  vars: {ansible_connection: docker}
                """);
        assertTrue(shown.contains("synchronize gets to hosts over ssh and to the control machine, and h is neither"), shown);
        Files.writeString(directory.resolve("inventory"), "me ansible_connection=local\n", java.nio.file.StandardOpenOption.APPEND);
        shown = run("me", "- synchronize: {src: tree/, dest: \"@/there\"}\n  delegate_to: h\n");
        assertTrue(shown.contains("h cannot reach the control machine: give it an ansible_host"), shown);
        shown = run("h", "- synchronize: {src: tree/, dest: \"@/there\"}\n  async: 10\n");
        assertTrue(shown.contains("async is not supported for this task"), shown);
        assertEquals("nothing", listing("there"));
    }

    /** What earlier tasks would do, rsync cannot see. */
    @Test
    void aCheckSaysWhatItDoesNotKnow() throws IOException {
        String tasks = PUSH + """
                - copy: {content: new, dest: "@/files/tree/new"}
                  delegate_to: localhost
                - ansible.posix.synchronize: {src: tree/, dest: "@/there/", delete: true}
                - synchronize: {src: "@/there/", dest: "@/further"}
                  delegate_to: h
                """;
        String shown = run("h", tasks, "--check");
        assertEquals("ok=2 changed=2 failed=0", recap(shown), shown);
        assertEquals(2, shown.lines().filter(line -> line.startsWith("maybe: ")).count(), shown);
        assertEquals("ok=4 changed=4 failed=0", recap(run("h", tasks)));
        assertEquals("a l new sub sub/b", listing("further"));
    }

    @Test
    void refusesAHostThatIsNotTheOneItKnows() throws IOException {
        Path other = Files.writeString(directory.resolve("known"), "[127.0.0.1]:" + sshd.port + " " + sshd.publicKey("rsa").replace("AAAAB3NzaC1yc2E", "AAAAB3NzaC1yc2F") + "\n");
        Files.writeString(directory.resolve("inventory"), Files.readString(directory.resolve("inventory")).replace(sshd.knownHosts.toString(), other.toString()));
        String shown = run("h", PUSH);
        assertTrue(shown.contains("Host key verification failed"), shown);
        assertEquals("nothing", listing("there"));
        run("h", PUSH.replace("delete: true", "verify_host: false"));
        assertEquals("a l sub sub/b", listing("there"));
    }
}
