package jplay.runner.expression;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How Python writes values. */
final class PythonText {
    private PythonText() {}

    static String str(@Nullable Object value) {
        return switch (value) {
            case String s -> s;
            case LocalDateTime d -> Dates.iso(d, " ");
            case LocalDate d -> d.toString();
            case Duration d -> Dates.str(d);
            case Unknown u -> throw new UnknownException(u);
            case Undefined u -> String.valueOf(Values.require(u));
            case null, default -> repr(value);
        };
    }

    static String repr(@Nullable Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out, 0);
        return out.toString();
    }

    private static void write(@Nullable Object raw, StringBuilder out, int depth) {
        Object value = Values.of(raw);
        if (depth > 200) {
            throw new ExpressionException("the value is nested too deep, or holds itself");
        }
        switch (value) {
            case null -> out.append("None");
            case Boolean b -> out.append(b ? "True" : "False");
            case String s -> quote(s, out);
            case Double d -> out.append(Numbers.repr(d));
            case Tuple t -> writeTuple(t, out, depth);
            case Partial p -> throw new UnknownException(p.rest());
            case Map<?, ?> map -> writeMap(map, out, depth);
            case Collection<?> c -> writeItems(c, '[', ']', out, depth);
            case Undefined u -> throw u.error();
            case Unknown u -> throw new UnknownException(u);
            case LocalDateTime d -> out.append(Dates.repr(d));
            case Callable c -> out.append("<function>");
            default -> out.append(value);
        }
    }

    private static void writeTuple(Tuple tuple, StringBuilder out, int depth) {
        writeItems(tuple, '(', ')', out, depth);
        if (tuple.size() == 1) {
            out.insert(out.length() - 1, ',');
        }
    }

    private static void writeItems(Collection<?> items, char open, char close, StringBuilder out, int depth) {
        out.append(open);
        Iterator<?> it = items.iterator();
        while (it.hasNext()) {
            write(it.next(), out, depth + 1);
            out.append(it.hasNext() ? ", " : "");
        }
        out.append(close);
    }

    private static void writeMap(Map<?, ?> map, StringBuilder out, int depth) {
        out.append('{');
        String separator = "";
        for (Map.Entry<?, ?> entry : new ArrayList<>(map.entrySet())) {
            out.append(separator);
            write(entry.getKey(), out, depth + 1);
            out.append(": ");
            write(entry.getValue(), out, depth + 1);
            separator = ", ";
        }
        out.append('}');
    }

    static void quote(String s, StringBuilder out) {
        char quote = s.indexOf('\'') >= 0 && s.indexOf('"') < 0 ? '"' : '\'';
        out.append(quote);
        s.codePoints().forEach(c -> {
            if (c == quote || c == '\\') {
                out.append('\\').append((char) c);
            } else {
                escape(c, out);
            }
        });
        out.append(quote);
    }

    private static void escape(int c, StringBuilder out) {
        switch (c) {
            case '\n' -> out.append("\\n");
            case '\r' -> out.append("\\r");
            case '\t' -> out.append("\\t");
            default -> {
                if (printable(c)) {
                    out.appendCodePoint(c);
                } else if (c < 0x100) {
                    out.append(String.format("\\x%02x", c));
                } else {
                    out.append(String.format(c < 0x10000 ? "\\u%04x" : "\\U%08x", c));
                }
            }
        }
    }

    static boolean printable(int c) {
        if (c >= 0x20 && c < 0x7f) {
            return true;
        }
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SPACE_SEPARATOR -> false;
            default -> true;
        };
    }
}
