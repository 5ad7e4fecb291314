package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Hosts that a program leads into. The programs are replaced by one that writes down its arguments and runs the shell that they
 * name; chroot is tried for real, too.
 */
class ContainersTest {
    private static final Path BUSYBOX = Path.of("/bin/busybox");
    /** Runs what follows the last word {@code /bin/sh} that is not a command's. */
    private static final String FAKE = """
            #!/bin/sh
            echo "${0##*/} $*" | sed 's| -c .*| -c …|' >>"@DIR@/said"
            while [ "$1" != /bin/sh ]; do shift; done
            exec "$@"
            """;
    @TempDir Path directory;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void real() throws IOException {
        directory = directory.toRealPath();
    }

    private int play(String tasks, String hostVars) throws IOException {
        Files.writeString(directory.resolve("inventory"), "box " + hostVars + "\n");
        Files.writeString(directory.resolve("play.yml"), "- hosts: all\n  gather_facts: false\n  tasks:\n" + tasks.indent(4));
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(stream, stream, false, 80, Map.of("HOME", directory.toString(), "ONLY_HERE", "a secret"));
        return new Main(terminal, "jplay", directory, EngineBackend::new, Prompt.terminal())
                .run(List.of(directory.resolve("play.yml").toString(), "-i", directory.resolve("inventory").toString()));
    }

    private Path fake(String name) throws IOException {
        Path file = Files.writeString(directory.resolve(name), FAKE.replace("@DIR@", directory.toString()));
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "docker     | docker     | ansible_user=app ansible_docker_extra_args='-H tcp://x'       | -H tcp://x exec -i -u app box /bin/sh -c …",
        "community.docker.docker | docker | ansible_host=other                                   | exec -i other /bin/sh -c …",
        "containers.podman.podman | podman | ansible_user=app                                    | exec -i --user app box /bin/sh -c …",
        "chroot     | chroot     | ansible_host=/srv/root                                        | /srv/root /bin/sh -c …",
    })
    void programsThatCanBeNamed(String kind, String program, String vars, String said) throws IOException {
        String exe = kind.contains("docker") ? "ansible_docker_executable" : kind.contains("podman") ? "ansible_podman_executable" : "ansible_chroot_exe";
        int exit = play("- command: echo {{ 40 + 2 }}\n  register: r\n- assert: {that: r.stdout == '42'}\n"
                + "- copy: {content: hello, dest: " + directory.resolve("made") + "}",
                "ansible_connection=" + kind + " " + vars + " " + exe + "=" + fake(program));
        assertEquals(0, exit, out::toString);
        assertEquals(program + " " + said, Files.readAllLines(directory.resolve("said")).get(0));
        assertEquals("hello", Files.readString(directory.resolve("made")));
    }

    /** What the control machine's environment holds may be secret, and is nothing that a host is to go by. */
    @Test
    void environmentStaysHere() throws IOException {
        int exit = play("- shell: echo ${ONLY_HERE-none}\n  register: r\n- assert: {that: r.stdout == 'none'}\n",
                "ansible_connection=docker ansible_docker_executable=" + fake("docker"));
        assertEquals(0, exit, out::toString);
    }

    /** These are found on the PATH, which a test does not change: what they would be called with. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "no-such-kind | there is no connection of kind 'no-such-kind'; known are ssh, local, chroot, nspawn, nsenter, docker, podman, buildah, lxc, lxd, kubectl and oc",
        "kubectl ansible_kubectl_token=secret | ansible_kubectl_token would stand in the arguments of a process, where every user sees it; put it into a kubeconfig",
        "docker ansible_host=--privileged | '--privileged' is no address",
    })
    void whatIsWrong(String vars, String message) throws IOException {
        assertTrue(play("- ping:", "ansible_connection=" + vars) > 0);
        assertTrue(out.toString(StandardCharsets.UTF_8).replace("''", "'").contains("box: " + message), out::toString);
    }

    @Test
    @Tag("root")
    void anotherRoot() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")) && Files.exists(BUSYBOX), "needs root and busybox");
        Path root = directory.resolve("root");
        for (String name : List.of("bin", "tmp", "etc", "proc", "dev")) {
            Files.createDirectories(root.resolve(name));
        }
        Files.copy(BUSYBOX, root.resolve("bin/busybox"));
        Process libraries = new ProcessBuilder("ldd", BUSYBOX.toString()).start();
        for (String line : new String(libraries.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\\s+")) {
            if (line.startsWith("/")) {
                Path to = root.resolve(line.substring(1));
                Files.createDirectories(to.getParent());
                Files.copy(Path.of(line), to);
            }
        }
        assertEquals(0, new ProcessBuilder("chroot", root.toString(), "/bin/busybox", "--install", "/bin").start().waitFor());
        assertEquals(0, new ProcessBuilder("mknod", "-m", "666", root.resolve("dev/null").toString(), "c", "1", "3").start().waitFor());
        int exit = play("""
                - copy: {content: "inside\\n", dest: /etc/motd, mode: "0640"}
                - command: cat /etc/motd
                  register: r
                - assert: {that: r.stdout == 'inside'}
                - file: {path: /tmp/made/deep, state: directory}
                - shell: exit 3
                  ignore_errors: true
                """, "ansible_connection=community.general.chroot ansible_host=" + root);
        assertEquals(0, exit, out::toString);
        assertEquals("inside\n", Files.readString(root.resolve("etc/motd")));
        assertTrue(Files.isDirectory(root.resolve("tmp/made/deep")));
    }
}
