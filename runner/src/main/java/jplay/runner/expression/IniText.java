package jplay.runner.expression;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Entries of an INI file. */
final class IniText {
    private IniText() {}

    /** The entries of one section, those of DEFAULT among them; null takes a file without sections. */
    static Map<String, String> section(String text, @Nullable String wanted, boolean caseSensitive) {
        Map<String, String> defaults = new LinkedHashMap<>();
        Map<String, String> entries = new LinkedHashMap<>();
        String section = null;
        String last = null;
        for (Object item : Texts.lines(text, false)) {
            String line = Values.str(item);
            String stripped = line.strip();
            if (stripped.isEmpty() || stripped.startsWith("#") || stripped.startsWith(";")) {
                continue;
            }
            if (stripped.startsWith("[") && stripped.endsWith("]")) {
                section = stripped.substring(1, stripped.length() - 1);
                last = null;
                continue;
            }
            Map<String, String> target = "DEFAULT".equals(section) ? defaults : java.util.Objects.equals(section, wanted) ? entries : null;
            if (target != null && last != null && Character.isWhitespace(line.charAt(0))) {
                target.merge(last, stripped, (a, b) -> a + "\n" + b);
            } else if (target != null) {
                last = add(target, stripped, caseSensitive);
            }
        }
        entries.forEach(defaults::put);
        return defaults;
    }

    private static String add(Map<String, String> entries, String line, boolean caseSensitive) {
        String[] parts = line.split("[=:]", 2);
        String name = caseSensitive ? parts[0].strip() : parts[0].strip().toLowerCase(Locale.ROOT);
        entries.put(name, parts.length > 1 ? parts[1].strip() : "");
        return name;
    }
}
