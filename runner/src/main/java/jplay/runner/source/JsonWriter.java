package jplay.runner.source;

import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes values as JSON in the form that Ansible's programs print: keys sorted, four spaces, other scripts as they are. */
public final class JsonWriter {
    private final StringBuilder out = new StringBuilder();

    private final boolean onOneLine;

    private JsonWriter(boolean onOneLine) {
        this.onOneLine = onOneLine;
    }

    /** A value on one line, with a space after each comma and colon. */
    public static String line(@Nullable Object value) {
        JsonWriter writer = new JsonWriter(true);
        writer.write(value, 0);
        return writer.out.toString();
    }

    /** A value of maps, collections, strings, numbers, booleans and null. */
    public static String pretty(@Nullable Object value) {
        JsonWriter writer = new JsonWriter(false);
        writer.write(value, 0);
        return writer.out.toString();
    }

    private void write(@Nullable Object value, int depth) {
        switch (value) {
            case null -> out.append("null");
            case Map<?, ?> map -> dict(map, depth);
            case Collection<?> list -> list(list, depth);
            case Boolean flag -> out.append(flag);
            case Double number -> out.append(number(number));
            case Number number -> out.append(number);
            default -> string(value.toString());
        }
    }

    private void dict(Map<?, ?> map, int depth) {
        Map<String, @Nullable Object> sorted = new TreeMap<>();
        map.forEach((key, value) -> sorted.put(key(key), value));
        if (sorted.isEmpty()) {
            out.append("{}");
            return;
        }
        out.append('{');
        Iterator<Map.Entry<String, @Nullable Object>> entries = sorted.entrySet().iterator();
        while (entries.hasNext()) {
            Map.Entry<String, @Nullable Object> entry = entries.next();
            line(depth + 1);
            string(entry.getKey());
            out.append(": ");
            write(entry.getValue(), depth + 1);
            out.append(entries.hasNext() ? separator() : "");
        }
        line(depth);
        out.append('}');
    }

    private static String key(@Nullable Object key) {
        return switch (key) {
            case null -> "null";
            case Double number -> number(number);
            default -> key.toString();
        };
    }

    private void list(Collection<?> list, int depth) {
        if (list.isEmpty()) {
            out.append("[]");
            return;
        }
        out.append('[');
        Iterator<?> items = list.iterator();
        while (items.hasNext()) {
            line(depth + 1);
            write(items.next(), depth + 1);
            out.append(items.hasNext() ? separator() : "");
        }
        line(depth);
        out.append(']');
    }

    private String separator() {
        return onOneLine ? ", " : ",";
    }

    private void line(int depth) {
        if (onOneLine) {
            return;
        }
        out.append('\n').append("    ".repeat(depth));
    }

    /** Python's way: {@code 1e+16} where Java has {@code 1.0E16}. */
    private static String number(double number) {
        if (Double.isNaN(number) || Double.isInfinite(number)) {
            return Double.isNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }
        double size = Math.abs(number);
        if (number == 0 || size >= 1e-4 && size < 1e16) {
            String plain = new java.math.BigDecimal(Double.toString(number)).toPlainString();
            return plain.contains(".") ? plain : plain + ".0";
        }
        String text = Double.toString(number);
        int e = text.indexOf('E');
        String digits = text.substring(0, e).replaceFirst("\\.0$", "");
        String exponent = text.substring(e + 1);
        boolean negative = exponent.startsWith("-");
        String power = negative ? exponent.substring(1) : exponent;
        return digits + "e" + (negative ? "-" : "+") + (power.length() < 2 ? "0" : "") + power;
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                default -> out.append(c < 0x20 ? String.format("\\u%04x", (int) c) : String.valueOf(c));
            }
        }
        out.append('"');
    }
}
