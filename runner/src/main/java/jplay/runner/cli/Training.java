package jplay.runner.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A run for the launcher's class archive: does in one JVM what users do, shows nothing, changes nothing. Classes that
 * were loaded here need no parsing and verifying at later starts.
 */
public final class Training {
    private Training() {}

    public static void main(String[] arguments) {
        Path home = Path.of(System.getProperty("jplay.home", "")).toAbsolutePath();
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Terminal terminal = new Terminal(nowhere, nowhere, false, 80, Map.of());
        for (List<String> line : lines(home.resolve("playbooks/hello.yml").toString())) {
            new Main(terminal, "jplay", home, Main::backend, Prompt.terminal()).run(line);
        }
        Terminal.system();
        System.exit(0);
    }

    /** The last one loads what connects, and ends at a port where nobody listens. */
    private static List<List<String>> lines(String playbook) {
        return List.of(
                List.of("--version"),
                List.of("--help"),
                List.of("--no-such-option"),
                List.of("doc"),
                List.of("doc", "copy"),
                List.of(playbook, "-i", "localhost,", "--syntax-check"),
                List.of(playbook, "-i", "localhost,", "--list-tasks"),
                List.of("vars", "localhost", "-i", "localhost,"),
                List.of("inventory", "--graph", "-i", "localhost,"),
                List.of(playbook, "-i", "localhost,", "--check", "--diff", "-vv", "-e", "a=1"),
                List.of("adhoc", "all", "-i", "127.0.0.1,", "-e", "ansible_port=1", "-T", "2", "-m", "ping"));
    }
}
