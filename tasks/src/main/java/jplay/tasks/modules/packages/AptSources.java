package jplay.tasks.modules.packages;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import jplay.tasks.contract.ModuleFailure;

/** The files of apt's sources, as lines. */
final class AptSources {
    private static final List<String> TYPES = List.of("deb", "deb-src");
    private final Map<String, String> before;
    private final Map<String, List<Line>> files = new LinkedHashMap<>();

    /**
     * A line.
     *
     * @param source with one blank between the words, "" where it is none
     */
    private record Line(String text, String source, boolean enabled, String comment) {
        static Line of(String text) {
            String rest = text.strip();
            boolean enabled = !rest.startsWith("#");
            rest = enabled ? rest : rest.substring(1).strip();
            int hash = rest.indexOf('#');
            String comment = hash < 0 ? "" : rest.substring(hash + 1).strip();
            String source = String.join(" ", (hash < 0 ? rest : rest.substring(0, hash)).strip().split("\\s+"));
            boolean valid = TYPES.contains(source.split(" ")[0]) && source.contains(" ");
            return new Line(text, valid ? source : "", enabled, comment);
        }

        Line enable() {
            return enabled ? this : new Line(source + (comment.isEmpty() ? "" : " # " + comment), source, true, comment);
        }
    }

    AptSources(Map<String, String> before) {
        this.before = before;
        before.forEach((path, text) -> files.put(path, new ArrayList<>(text.lines().map(Line::of).toList())));
    }

    /** The source that a line of the user's names. */
    static String source(String line) {
        if (line.isBlank()) {
            throw new ModuleFailure("Please set argument 'repo' to a non-empty value");
        }
        Line parsed = Line.of(line);
        if (parsed.source().isEmpty() || !parsed.enabled()) {
            throw new ModuleFailure("Invalid repository string: " + line + "; write: deb URL SUITE COMPONENT");
        }
        return parsed.source();
    }

    /** The name of the file that a source goes into, made of its address. */
    static String fileName(String source) {
        String plain = source.replaceAll("\\[[^\\]]+\\]", "").replaceAll("\\w+://", "");
        String first = Arrays.stream(plain.strip().split("\\s+")).filter(word -> !TYPES.contains(word)).findFirst().orElse("source");
        String address = first.substring(first.indexOf('@') + 1);
        return Arrays.stream(address.replaceAll("[^a-zA-Z0-9]", " ").strip().split("\\s+")).collect(Collectors.joining("_")) + ".list";
    }

    /** Enables it wherever it stands, or else adds it to this file. */
    void add(String source, String path) {
        boolean found = false;
        for (List<Line> lines : files.values()) {
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).source().equals(source)) {
                    lines.set(i, lines.get(i).enable());
                    found = true;
                }
            }
        }
        if (!found) {
            files.computeIfAbsent(path, k -> new ArrayList<>()).add(new Line(source, source, true, ""));
        }
    }

    void remove(String source) {
        files.values().forEach(lines -> lines.removeIf(line -> line.enabled() && line.source().equals(source)));
    }

    /** The new text of the files that are others than before; "" where nothing is left. */
    Map<String, String> changed() {
        Map<String, String> changed = new LinkedHashMap<>();
        files.forEach((path, lines) -> {
            String text = lines.stream().map(line -> line.text() + "\n").collect(Collectors.joining());
            if (!text.equals(before.get(path))) {
                changed.put(path, text);
            }
        });
        return changed;
    }

    TreeSet<String> files() {
        return new TreeSet<>(files.keySet());
    }
}
