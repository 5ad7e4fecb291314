package jplay.runner.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A run for the launcher's class archive: does in one JVM what users do, shows nothing. Classes that were loaded here
 * need no parsing and verifying at later starts.
 */
public final class Training {
    private static final List<List<String>> LINES = List.of(
            List.of("--version"),
            List.of("--help"),
            List.of("doc", "--list"),
            List.of("doc", "copy"),
            List.of("no-such-playbook.yml", "--check", "-vv", "-e", "a=1"),
            List.of("--no-such-option"));

    private Training() {}

    public static void main(String[] arguments) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
        Terminal terminal = new Terminal(nowhere, nowhere, false, 80, Map.of());
        for (List<String> line : LINES) {
            new Main(terminal, "jplay", Path.of("").toAbsolutePath(), Main::backend, Prompt.terminal()).run(line);
        }
        Terminal.system();
        System.exit(0);
    }
}
