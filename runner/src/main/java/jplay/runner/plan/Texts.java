package jplay.runner.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import jplay.runner.source.Inputs;

/** The files that a run may read, as text: for what only their words can tell, wherever they stand. */
public final class Texts {
    private static final long LARGEST = 1 << 20;
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
    private static final Pattern REGISTERS = Pattern.compile("(?m)^\\s*(?:-\\s+)?register:\\s*[\"']?(\\w+)");
    private static final Pattern KEYS = Pattern.compile("(?m)^\\s*(?:-\\s+)?[\"']?([A-Za-z_]\\w*)[\"']?\\s*:");
    private static final Pattern NAMED = Pattern.compile("(?m)\\b(?:register|loop_var|index_var)\\s*:\\s*[\"']?(\\w+)");
    private final Map<Path, String> texts = new LinkedHashMap<>();

    /** Adds a file, or all below a directory. */
    public void add(Path path) {
        try (Stream<Path> all = Files.exists(Inputs.at(path)) ? Files.walk(path) : Stream.empty()) {
            all.filter(each -> Files.isRegularFile(Inputs.at(each))).map(file -> file.toAbsolutePath().normalize()).forEach(this::file);
        } catch (IOException | UncheckedIOException e) {
            // What cannot be read is told by those who need it.
        }
    }

    private void file(Path file) {
        try {
            if (!texts.containsKey(file) && Files.size(file) <= LARGEST) {
                texts.put(file, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            // Likewise.
        }
    }

    /** How often each word stands in them, but for where a task registers it. */
    Map<String, Integer> words() {
        Map<String, Integer> words = new LinkedHashMap<>();
        for (String text : texts.values()) {
            Matcher word = WORD.matcher(text);
            while (word.find()) {
                words.merge(word.group(), 1, Integer::sum);
            }
            Matcher register = REGISTERS.matcher(text);
            while (register.find()) {
                words.merge(register.group(1), -1, Integer::sum);
            }
        }
        return words;
    }

    /** All names that may be those of variables that are given a value somewhere in them. */
    public Set<String> namesGiven() {
        Set<String> names = new LinkedHashSet<>();
        for (String text : texts.values()) {
            for (Pattern pattern : List.of(KEYS, NAMED)) {
                Matcher matcher = pattern.matcher(text);
                while (matcher.find()) {
                    names.add(matcher.group(1));
                }
            }
        }
        return names;
    }
}
