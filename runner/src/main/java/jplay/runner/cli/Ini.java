package jplay.runner.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import jplay.runner.source.Problem;
import jplay.runner.source.SourceSpan;
import org.jspecify.annotations.Nullable;

/** A configuration file: sections of keys and values, with their lines. */
record Ini(String file, Map<String, Map<String, Value>> sections) {

    /** A value and the line it stands in. */
    record Value(String text, int line) {}

    @Nullable Value get(String section, String key) {
        return sections.getOrDefault(section, Map.of()).get(key);
    }

    static Ini parse(String text, String file) {
        Map<String, Map<String, Value>> sections = new LinkedHashMap<>();
        @Nullable Map<String, Value> section = null;
        @Nullable String key = null;
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = uncommented(line);
            if (content.isBlank()) {
                continue;
            }
            if (key != null && section != null && Character.isWhitespace(line.charAt(0))) {
                Value begun = section.get(key);
                section.put(key, new Value((begun == null ? "" : begun.text()) + "\n" + content.strip(), number));
            } else if (content.strip().startsWith("[") && content.strip().endsWith("]")) {
                String name = content.strip().substring(1, content.strip().length() - 1).strip();
                section = sections.computeIfAbsent(name, n -> new LinkedHashMap<>());
                key = null;
            } else {
                int divider = divider(content);
                if (divider < 0 || section == null) {
                    throw Problem.of("config", divider < 0 ? "a line of a configuration is [section] or key = value"
                            : "this key stands before any [section]", SourceSpan.at(file, number, 1),
                            divider < 0 ? null : "put [defaults] above it").exception();
                }
                key = content.substring(0, divider).strip();
                section.put(key, new Value(content.substring(divider + 1).strip(), number));
            }
        }
        return new Ini(file, sections);
    }

    private static int divider(String line) {
        int equals = line.indexOf('=');
        int colon = line.indexOf(':');
        return equals < 0 ? colon : colon < 0 ? equals : Math.min(equals, colon);
    }

    /** {@code #} begins a comment at a line's start alone, {@code ;} after a space, too. */
    private static String uncommented(String line) {
        String start = line.stripLeading();
        if (start.startsWith("#") || start.startsWith(";")) {
            return "";
        }
        int comment = line.indexOf(" ;");
        return comment < 0 ? line : line.substring(0, comment);
    }
}
