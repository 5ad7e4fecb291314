package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lookups in CSV and INI files. */
final class TableLookups {
    static final String NAMES = "csvfile ini";

    private static final List<String> CSV_OPTIONS = List.of("file", "delimiter", "encoding", "default", "col", "keycol");

    private TableLookups() {}

    static @Nullable Lookup find(String name) {
        return switch (name) {
            case "csvfile" -> TableLookups::csv;
            case "ini" -> TableLookups::ini;
            default -> null;
        };
    }

    private static Map<String, @Nullable Object> merged(KeyValues term, Map<String, @Nullable Object> options) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(options);
        all.putAll(term.options());
        return all;
    }

    private static String text(Map<String, @Nullable Object> options, String name, String otherwise) {
        Object value = options.get(name);
        return value == null ? otherwise : Values.str(value);
    }

    private static List<@Nullable Object> csv(List<@Nullable Object> terms, Map<String, @Nullable Object> options, Scope scope) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object term : terms) {
            KeyValues words = KeyValues.parse(Values.str(term));
            Map<String, @Nullable Object> o = merged(words, options);
            o.keySet().stream().filter(name -> !CSV_OPTIONS.contains(name)).findFirst().ifPresent(name -> {
                throw new ExpressionException("'" + name + "' is not a valid option; there are " + String.join(", ", CSV_OPTIONS));
            });
            if (words.words().isEmpty()) {
                throw new ExpressionException("Search key is required but was not found: it goes before the options");
            }
            String delimiter = text(o, "delimiter", "TAB");
            char mark = delimiter.equals("TAB") || delimiter.equals("\\t") ? '\t' : delimiter.charAt(0);
            String file = scope.environment().readFile(LookupFiles.require(text(o, "file", "ansible.csv"), "files", scope.environment()));
            // Quotes in the key are part of it.
            String key = words.raw();
            int column = Integer.parseInt(text(o, "col", "1"));
            int keyColumn = Integer.parseInt(text(o, "keycol", "0"));
            Object found = o.get("default");
            for (Object line : Texts.lines(file, false)) {
                List<String> cells = cells(Values.str(line), mark);
                if (keyColumn < cells.size() && cells.get(keyColumn).equals(key) && column < cells.size()) {
                    found = cells.get(column);
                    break;
                }
            }
            if (found != null) {
                result.add(found);
            }
        }
        return result;
    }

    /** The cells of a line of CSV. */
    static List<String> cells(String line, char mark) {
        List<String> cells = new ArrayList<>();
        StringBuilder cell = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '"' && quoted && i + 1 < line.length() && line.charAt(i + 1) == '"') {
                cell.append(line.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == mark && !quoted) {
                cells.add(cell.toString());
                cell.setLength(0);
            } else {
                cell.append(c);
            }
        }
        cells.add(cell.toString());
        return cells;
    }

    private static List<@Nullable Object> ini(List<@Nullable Object> terms, Map<String, @Nullable Object> options, Scope scope) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object term : terms) {
            KeyValues words = KeyValues.parse(Values.str(term));
            Map<String, @Nullable Object> o = merged(words, options);
            String key = words.words().isEmpty() ? text(o, "key", "") : words.words().get(0);
            String file = scope.environment().readFile(LookupFiles.require(text(o, "file", "ansible.ini"), "files", scope.environment()));
            boolean properties = text(o, "type", "ini").equals("properties");
            Map<String, String> entries = IniText.section(file, properties ? null : text(o, "section", "global"),
                    Boolean.TRUE.equals(ValueFilters.toBool(o.get("case_sensitive"))));
            if (Boolean.TRUE.equals(ValueFilters.toBool(o.get("re")))) {
                entries.forEach((name, value) -> {
                    if (PythonRegex.compile(key, true, false).matcher(name).lookingAt()) {
                        result.add(value);
                    }
                });
            } else {
                boolean exact = Boolean.TRUE.equals(ValueFilters.toBool(o.get("case_sensitive")));
                String value = entries.get(exact ? key : key.toLowerCase(java.util.Locale.ROOT));
                result.add(value != null ? value : text(o, "default", ""));
            }
        }
        return result;
    }
}
