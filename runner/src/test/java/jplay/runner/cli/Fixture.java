package jplay.runner.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jplay.runner.connection.Secret;

/**
 * A directory with what a user has written, and what jplay says of it. {@code arguments} is the command line, one word
 * a line; {@code answers} what is typed, {@code expected} the exit code and the whole output, standard output and error as they come. Words such as
 * {@code @DIR@} stand for what differs from run to run; names below the directory are shown relative to it.
 */
final class Fixture {
    static final Path RESOURCES = Path.of("src/test/resources");
    private static final List<String> DEFAULT_ARGUMENTS = List.of("@DIR@/playbook.yml", "-i", "@DIR@/inventory");
    private final Path source;
    private final Path directory;
    private final Map<String, String> words = new TreeMap<>();
    private final List<String> answers = new ArrayList<>();

    /** Copies it into an empty directory. */
    Fixture(Path source, Path directory) {
        this.source = source;
        this.directory = directory;
        words.put("@DIR@", directory.toString());
        words.put("@UP@", String.valueOf(directory.getParent()));
    }

    /** Says what a word stands for. */
    Fixture with(String word, Object value) {
        words.put(word, String.valueOf(value));
        return this;
    }

    /** The fixtures in a directory of the resources. */
    static List<Path> all(String kind) throws IOException {
        try (Stream<Path> all = Files.list(RESOURCES.resolve(kind))) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    String expected() throws IOException {
        return Files.readString(source.resolve("expected"));
    }

    /** Runs jplay on a copy; the exit code on the first line, below it what it said. */
    String run() throws IOException {
        copy();
        if (Files.exists(source.resolve("answers"))) {
            answers.addAll(Files.readAllLines(source.resolve("answers")));
        }
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, out, false, 80, Map.of("HOME", directory.toString(), "PATH", System.getenv("PATH")));
        int exit = new Main(terminal, "jplay", directory, EngineBackend::new, prompt()).run(arguments());
        return "exit " + exit + "\n" + plain(said.toString(StandardCharsets.UTF_8));
    }

    private List<String> arguments() throws IOException {
        Path file = source.resolve("arguments");
        List<String> given = Files.exists(file) ? Files.readAllLines(file) : DEFAULT_ARGUMENTS;
        return given.stream().map(this::filled).toList();
    }

    private void copy() throws IOException {
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path to = directory.resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else if (!file.equals(source.resolve("expected")) && !file.equals(source.resolve("arguments"))) {
                    // Latin-1 keeps every byte, also those that are no text.
                    Files.writeString(to, filled(Files.readString(file, StandardCharsets.ISO_8859_1)), StandardCharsets.ISO_8859_1);
                    to.toFile().setExecutable(Files.isExecutable(file));
                }
            }
        }
    }

    private String filled(String text) {
        String filled = text;
        for (Map.Entry<String, String> word : words.entrySet()) {
            filled = filled.replace(word.getKey(), word.getValue());
        }
        return filled;
    }

    /** The text as it is on every machine. */
    private String plain(String text) {
        String plain = text.replace(directory + "/", "").replaceAll("(?m)^(PLAY RECAP) \\*+ .*s$", "$1");
        // A directory's name may hold the digits of a port: the longest first, and numbers as a whole.
        List<Map.Entry<String, String>> longestFirst = words.entrySet().stream()
                .sorted(Comparator.comparingInt((Map.Entry<String, String> word) -> word.getValue().length()).reversed()).toList();
        for (Map.Entry<String, String> word : longestFirst) {
            String whole = "(?<![0-9])" + Pattern.quote(word.getValue()) + "(?![0-9])";
            plain = plain.replaceAll(whole, word.getKey());
        }
        return plain;
    }

    private Prompt prompt() {
        return new Prompt() {
            @Override
            public Secret secret(String question) {
                return Secret.of(line(question));
            }

            @Override
            public String line(String question) {
                if (answers.isEmpty()) {
                    throw new UsageException("nobody to ask: " + question);
                }
                return answers.remove(0);
            }
        };
    }

    /** Writes what jplay says now into {@code expected}, to be read before it is committed: KIND [NAME…]. */
    public static void main(String[] arguments) throws IOException {
        List<String> names = Arrays.asList(arguments).subList(1, arguments.length);
        try (Around around = new Around()) {
            for (Path fixture : all(arguments[0])) {
                if (names.isEmpty() || names.contains(String.valueOf(fixture.getFileName()))) {
                    Path temporary = Files.createDirectory(Files.createTempDirectory("jplay").toRealPath().resolve("fixture"));
                    int before = around.connections();
                    String said = around.fixture(fixture, temporary).run();
                    Files.writeString(fixture.resolve("expected"), said);
                    System.out.println("== " + fixture.getFileName() + (around.connections() > before ? " CONNECTED" : "") + "\n" + said);
                    delete(temporary.getParent());
                }
            }
        }
        System.exit(0);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
