package jplay.runner.connection.ssh;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code ssh_config}: sections by host patterns; the first value that is given counts. */
final class SshConfig {
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
    private static final int MAX_INCLUDES = 16;

    private record Line(String key, String value, List<String> words) {}

    private final List<Line> lines;

    private SshConfig(List<Line> lines) {
        this.lines = lines;
    }

    /** A file that does not exist is an empty one. */
    static SshConfig read(@Nullable Path file) {
        List<Line> lines = new ArrayList<>();
        if (file != null && Files.exists(file)) {
            read(file, lines, 0);
        }
        return new SshConfig(List.copyOf(lines));
    }

    private static void read(Path file, List<Line> lines, int depth) {
        try {
            for (String text : Files.readAllLines(file)) {
                Line line = parse(text);
                if (line == null) {
                    continue;
                }
                if (line.key().equals("include") && depth < MAX_INCLUDES) {
                    include(line, lines, depth + 1);
                } else {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What an included file says after a Host of its own must not reach beyond it. */
    private static void include(Line include, List<Line> lines, int depth) throws IOException {
        Line before = lines.reversed().stream()
                .filter(SshConfig::isSection)
                .findFirst()
                .orElse(new Line("host", "*", List.of("*")));
        for (String word : include.words()) {
            Path path = word.startsWith("~/")
                    ? SshOptions.home().resolve(word.substring(2))
                    : SshOptions.home().resolve(".ssh").resolve(word);
            Path folder = path.getParent();
            String name = String.valueOf(path.getFileName());
            if (folder == null || !Files.isDirectory(folder)) {
                continue;
            }
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> matches(name, String.valueOf(file.getFileName())))
                        .sorted()
                        .forEach(file -> read(file, lines, depth));
            }
            lines.add(before);
        }
    }

    private static boolean isSection(Line line) {
        return line.key().equals("host") || line.key().equals("match");
    }

    private static @Nullable Line parse(String text) {
        String line = text.strip();
        if (line.isEmpty() || line.startsWith("#")) {
            return null;
        }
        Matcher split = Pattern.compile("(\\w+)(?:\\s*=\\s*|\\s+)(.*)").matcher(line);
        if (!split.matches()) {
            return null;
        }
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(split.group(2));
        while (word.find()) {
            words.add(word.group(1) != null ? word.group(1) : word.group(2));
        }
        return new Line(split.group(1).toLowerCase(Locale.ROOT), String.join(" ", words), words);
    }

    /** What is said about one host. */
    record Host(Map<String, List<String>> values) {
        String one(String key, String otherwise) {
            return values.getOrDefault(key, List.of(otherwise)).getFirst();
        }

        List<String> all(String key) {
            return values.getOrDefault(key, List.of());
        }

        boolean has(String key) {
            return values.containsKey(key);
        }
    }

    Host lookup(String name, String user) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        boolean applies = true;
        for (Line line : lines) {
            switch (line.key()) {
                case "host" -> applies = matchesAny(line.words(), name);
                case "match" -> applies = matchesCriteria(line.words(), name, user);
                default -> {
                    if (applies) {
                        values.computeIfAbsent(line.key(), key -> new ArrayList<>()).add(line.value());
                    }
                }
            }
        }
        return new Host(values);
    }

    private static boolean matchesAny(List<String> patterns, String name) {
        boolean found = false;
        for (String pattern : patterns) {
            if (pattern.startsWith("!") && matches(pattern.substring(1), name)) {
                return false;
            }
            found |= matches(pattern, name);
        }
        return found;
    }

    /** Criteria that need a command or a canonical name do not match. */
    private static boolean matchesCriteria(List<String> words, String name, String user) {
        for (int i = 0; i < words.size(); i += 2) {
            String criterion = words.get(i).toLowerCase(Locale.ROOT);
            if (criterion.equals("all")) {
                return words.size() == 1;
            }
            List<String> patterns = i + 1 < words.size() ? List.of(words.get(i + 1).split(",")) : List.of();
            boolean holds =
                    switch (criterion) {
                        case "host", "originalhost" -> matchesAny(patterns, name);
                        case "user" -> matchesAny(patterns, user);
                        case "localuser" -> matchesAny(patterns, System.getProperty("user.name"));
                        default -> false;
                    };
            if (!holds) {
                return false;
            }
        }
        return true;
    }

    /** {@code *} and {@code ?}, without regard to case. */
    static boolean matches(String pattern, String name) {
        StringBuilder regex = new StringBuilder("(?i)");
        for (char c : pattern.toCharArray()) {
            regex.append(
                    switch (c) {
                        case '*' -> ".*";
                        case '?' -> ".";
                        default -> Pattern.quote(String.valueOf(c));
                    });
        }
        return name.matches(regex.toString());
    }
}
