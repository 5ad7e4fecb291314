package jplay.tasks.facts;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What {@code jp_facts} printed, by sections. */
final class FactsText {
    private final Map<String, List<String>> sections = new LinkedHashMap<>();
    private final TreeMap<String, List<String>> files = new TreeMap<>();
    private final Map<String, String> links = new LinkedHashMap<>();
    private final Set<String> tests;

    FactsText(String text) {
        for (String section : text.split("\036")) {
            int end = section.indexOf('\n');
            if (end > 0) {
                List<String> lines = new ArrayList<>(section.substring(end + 1).lines().toList());
                sections.put(section.substring(0, end), lines);
            }
        }
        for (String line : section("files")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                files.computeIfAbsent(line.substring(0, colon), path -> new ArrayList<>()).add(line.substring(colon + 1));
            }
        }
        for (String line : section("links")) {
            int arrow = line.indexOf(" -> ");
            int path = arrow < 0 ? -1 : line.indexOf(" /");
            if (path >= 0) {
                links.put(line.substring(path + 1, arrow), line.substring(arrow + 4));
            }
        }
        tests = Set.copyOf(section("tests"));
    }

    /** The lines of a section; none where it was not printed. */
    List<String> section(String name) {
        return sections.getOrDefault(name, List.of());
    }

    boolean hasSection(String name) {
        return sections.containsKey(name);
    }

    Set<String> sectionNames() {
        return sections.keySet();
    }

    /** The first line of a section, or "". */
    String first(String section) {
        return section(section).isEmpty() ? "" : section(section).get(0).strip();
    }

    /** A file's lines; none where it is not there or cannot be read. */
    List<String> lines(String path) {
        return files.getOrDefault(path, List.of());
    }

    /** A file's first line without blanks around it, or null. */
    @Nullable String line(String path) {
        List<String> lines = lines(path);
        return lines.isEmpty() ? null : lines.get(0).strip();
    }

    String line(String path, String other) {
        String line = line(path);
        return line == null || line.isEmpty() ? other : line;
    }

    /** The paths of the files under a directory. */
    Set<String> under(String directory) {
        return files.subMap(directory, directory + Character.MAX_VALUE).keySet();
    }

    /** Whether a path was found to exist; only those that the script tests. */
    boolean exists(String path) {
        return tests.contains(path);
    }

    /** The tested paths that begin so. */
    List<String> existing(String prefix) {
        return tests.stream().filter(path -> path.startsWith(prefix)).sorted().toList();
    }

    /** Where links point to, by path. */
    Map<String, String> links() {
        return links;
    }

    /** A file of {@code NAME=value} lines, quotes removed. */
    Map<String, String> assignments(String path) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String line : lines(path)) {
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String value = line.substring(equals + 1).strip();
                values.put(line.substring(0, equals).strip(), value.replaceAll("^([\"'])(.*)\\1$", "$2"));
            }
        }
        return values;
    }
}
