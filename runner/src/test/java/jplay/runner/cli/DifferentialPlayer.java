package jplay.runner.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.runner.connection.Secret;
import jplay.tasks.modules.system.FreeForm;

/**
 * Runs jplay once for every line of a file, in a process of its own: what happened goes to {@code OUT/NUMBER.jsonl}, the
 * exit code to {@code OUT/NUMBER.exit}.
 */
public final class DifferentialPlayer {
    private DifferentialPlayer() {}

    /** DIRECTORY RUNS OUT. */
    public static void main(String[] arguments) throws IOException {
        Path directory = Path.of(arguments[0]);
        List<String> runs = runs(Path.of(arguments[1]));
        for (int number = 0; number < runs.size(); number++) {
            Path out = Path.of(arguments[2]);
            try (PrintStream events = new PrintStream(out.resolve(number + ".jsonl").toFile(), StandardCharsets.UTF_8);
                    PrintStream text = new PrintStream(out.resolve(number + ".text").toFile(), StandardCharsets.UTF_8)) {
                List<String> words = new ArrayList<>(FreeForm.words(runs.get(number)));
                words.addAll(List.of("--output", "jsonl"));
                Terminal terminal = new Terminal(events, text, false, 80, Map.copyOf(System.getenv()));
                int exit = new Main(terminal, "jplay", directory, EngineBackend::new, new Nobody()).run(words);
                Files.writeString(out.resolve(number + ".exit"), String.valueOf(exit));
            }
        }
        System.exit(0);
    }

    static List<String> runs(Path file) throws IOException {
        return Files.readAllLines(file).stream().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    private record Nobody() implements Prompt {
        @Override
        public Secret secret(String question) {
            throw new UsageException("nobody to ask: " + question);
        }

        @Override
        public String line(String question) {
            throw new UsageException("nobody to ask: " + question);
        }
    }
}
