package jplay.runner.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters with Python's regular expressions. */
final class RegexFilters {
    static final String NAMES = "regex_replace regex_search regex_findall regex_escape";

    private RegexFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "regex_replace" -> RegexFilters::replace;
            case "regex_search" -> RegexFilters::search;
            case "regex_findall" -> RegexFilters::findAll;
            case "regex_escape" -> (v, a) -> escape(Values.str(v), a.text(0, "re_type", "python"));
            default -> null;
        };
    }

    private static String replace(@Nullable Object value, Args a) {
        Pattern pattern = PythonRegex.compile(a.text(0, "pattern", ""), a.flag(2, "ignorecase", false), a.flag(3, "multiline", false));
        return PythonRegex.replace(pattern, Values.str(value), a.text(1, "replacement", ""), a.count(-1, "count", 0));
    }

    private static @Nullable Object search(@Nullable Object value, Args a) {
        Pattern pattern = PythonRegex.compile(a.text(0, "regex"), a.flag(-1, "ignorecase", false), a.flag(-1, "multiline", false));
        Matcher m = pattern.matcher(Values.str(value));
        if (!m.find()) {
            return null;
        }
        if (a.size() < 2) {
            return m.group();
        }
        List<@Nullable Object> groups = new ArrayList<>();
        for (Object wanted : a.positional().subList(1, a.size())) {
            groups.add(group(m, Values.str(wanted)));
        }
        return groups;
    }

    private static @Nullable Object group(Matcher m, String wanted) {
        if (wanted.startsWith("\\g<") && wanted.endsWith(">")) {
            String name = wanted.substring(3, wanted.length() - 1);
            return name.matches("\\d+") ? m.group(Integer.parseInt(name)) : m.group(PythonRegex.javaName(name));
        }
        if (wanted.matches("\\\\\\d+")) {
            return m.group(Integer.parseInt(wanted.substring(1)));
        }
        throw new ExpressionException("Unknown argument: a group is written '\\1' or '\\g<name>', not '" + wanted + "'");
    }

    private static Object findAll(@Nullable Object value, Args a) {
        Pattern pattern = PythonRegex.compile(a.text(0, "regex"), a.flag(2, "ignorecase", false), a.flag(1, "multiline", false));
        Matcher m = pattern.matcher(Values.str(value));
        List<@Nullable Object> found = new ArrayList<>();
        while (m.find()) {
            List<@Nullable Object> groups = new ArrayList<>();
            for (int i = 1; i <= m.groupCount(); i++) {
                groups.add(m.group(i) == null ? "" : m.group(i));
            }
            found.add(groups.isEmpty() ? m.group() : groups.size() == 1 ? groups.get(0) : Tuple.copyOf(groups));
        }
        return found;
    }

    private static String escape(String text, String type) {
        return switch (type) {
            case "python" -> text.replaceAll("[-.*+?^${}()|\\[\\]\\\\#&~\\s]", "\\\\$0");
            case "posix_basic" -> text.replaceAll("[\\[\\].^$*\\\\]", "\\\\$0");
            default -> throw new ExpressionException("Invalid regex type (" + type + "): there are 'python' and 'posix_basic'");
        };
    }
}
