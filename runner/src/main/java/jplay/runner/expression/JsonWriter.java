package jplay.runner.expression;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as JSON, in the form that Python's json module gives them. */
public final class JsonWriter {
    private final boolean ascii;
    private final boolean sorted;
    private final @Nullable String indent;
    private final StringBuilder out = new StringBuilder();
    private String comma;
    private String colon = ": ";

    public JsonWriter(boolean ascii, boolean sorted, @Nullable String indent) {
        this.ascii = ascii;
        this.sorted = sorted;
        this.indent = indent;
        this.comma = indent == null ? ", " : ",";
    }

    void separators(String betweenItems, String afterKey) {
        comma = betweenItems;
        colon = afterKey;
    }

    public String write(@Nullable Object value) {
        value(value, 0);
        return out.toString();
    }

    private void value(@Nullable Object raw, int depth) {
        if (depth > 500) {
            throw new ExpressionException("the value is nested too deep, or holds itself");
        }
        Object value = Values.of(Values.require(raw));
        switch (value) {
            case null -> out.append("null");
            case Boolean b -> out.append(b);
            case Double d -> out.append(real(d));
            case String s -> string(s);
            case Partial p -> throw new UnknownException(p.rest());
            case Map<?, ?> map -> object(map, depth);
            case Collection<?> items -> array(items, depth);
            case java.time.LocalDateTime d -> string(Dates.iso(d, "T"));
            default -> {
                if (Numbers.isNumber(value)) {
                    out.append(value);
                } else {
                    string(Values.str(value));
                }
            }
        }
    }

    private static String real(double d) {
        return Double.isNaN(d) ? "NaN" : Double.isInfinite(d) ? d > 0 ? "Infinity" : "-Infinity" : Numbers.repr(d);
    }

    private void newline(int depth) {
        if (indent != null) {
            out.append('\n').append(indent.repeat(depth));
        }
    }

    private void array(Collection<?> items, int depth) {
        if (items.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        newline(depth + 1);
        for (Iterator<?> it = items.iterator(); it.hasNext(); ) {
            value(it.next(), depth + 1);
            if (it.hasNext()) {
                out.append(comma);
                newline(depth + 1);
            }
        }
        newline(depth);
        out.append(']');
    }

    private void object(Map<?, ?> map, int depth) {
        if (map.isEmpty()) {
            out.append("{}");
            return;
        }
        List<@Nullable Object> keys = new ArrayList<>(map.keySet());
        if (sorted) {
            keys.sort(Values::compare);
        }
        out.append('{');
        newline(depth + 1);
        for (int i = 0; i < keys.size(); i++) {
            Object key = keys.get(i);
            string(key == null ? "null" : key instanceof Boolean b ? b.toString() : Values.str(key));
            out.append(colon);
            value(map.get(key), depth + 1);
            if (i + 1 < keys.size()) {
                out.append(comma);
                newline(depth + 1);
            }
        }
        newline(depth);
        out.append('}');
    }

    private void string(String s) {
        out.append('"');
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> out.append(c < 0x20 || ascii && c > 0x7e ? String.format(Locale.ROOT, "\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        out.append('"');
    }
}
