package jplay.runner.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Values as YAML that people read: blocks rather than escapes. */
final class YamlText {
    /** What YAML would take for something else than text, or for its own signs. */
    private static final Pattern NEEDS_QUOTES = Pattern.compile(
            "(?i)|[-+.]?[0-9][0-9_.,:xob+-]*(e[-+]?[0-9]+)?|~|null|true|false|yes|no|on|off|[-+]?\\.(inf|nan)"
                    + "|[-?:] .*|[-?:]|[\\[\\]{}#&*!|>'\"%@`,=].*|.*: .*|.*:|.* #.*|\\s.*|.*\\s");
    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    /** A dict as lines, each with this indent. */
    static String dict(Map<?, ?> values, String indent) {
        YamlText text = new YamlText();
        text.entries(values, indent);
        return text.out.toString();
    }

    /** Any value as lines, each with this indent. */
    static String value(@Nullable Object value, String indent) {
        YamlText text = new YamlText();
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            text.entries(map, indent);
        } else if (value instanceof Iterable<?> items && items.iterator().hasNext()) {
            text.items(items, indent);
        } else {
            text.out.append(indent);
            text.scalar(value, indent);
        }
        return text.out.toString();
    }

    private void entries(Map<?, ?> map, String indent) {
        map.forEach((key, value) -> {
            out.append(indent).append(plain(String.valueOf(key))).append(':');
            after(value, indent);
        });
    }

    private void after(@Nullable Object value, String indent) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            entries(map, indent + "    ");
        } else if (value instanceof Iterable<?> items && items.iterator().hasNext()) {
            out.append('\n');
            items(items, indent);
        } else {
            out.append(' ');
            scalar(value, indent);
        }
    }

    private void items(Iterable<?> items, String indent) {
        for (Object item : items) {
            int start = out.length();
            out.append(indent).append("-");
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                entries(map, indent + "  ");
                // The first key stands beside the dash.
                out.delete(start + indent.length() + 1, start + indent.length() * 2 + 2);
            } else if (item instanceof Iterable<?> inner && inner.iterator().hasNext()) {
                items(inner, indent + "  ");
                out.delete(start + indent.length() + 1, start + indent.length() * 2 + 2);
            } else {
                out.append(' ');
                scalar(item, indent);
            }
        }
    }

    private void scalar(@Nullable Object value, String indent) {
        switch (value) {
            case null -> out.append("null\n");
            case Map<?, ?> map -> out.append("{}\n");
            case Iterable<?> items -> out.append("[]\n");
            case String text when text.indexOf('\n') >= 0 -> block(text, indent + "    ");
            case String text -> out.append(plain(text)).append('\n');
            default -> out.append(value).append('\n');
        }
    }

    private void block(String text, String indent) {
        String stripped = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        out.append(text.endsWith("\n\n") ? "|+" : text.endsWith("\n") ? "|" : "|-").append('\n');
        for (String line : lines(stripped)) {
            out.append(line.isEmpty() ? "" : indent).append(Printable.of(line)).append('\n');
        }
    }

    private static List<String> lines(String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
            lines.add(text.substring(from, to));
            from = to + 1;
        }
        lines.add(text.substring(from));
        return lines;
    }

    /** One line of text, quoted where YAML asks for it. */
    static String plain(String text) {
        String safe = Printable.of(text);
        return NEEDS_QUOTES.matcher(safe).matches() ? "'" + safe.replace("'", "''") + "'" : safe;
    }
}
