package jplay.runner.expression;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code str.format}: fields with names, indexes, conversions and format specifications. */
final class StrFormat {
    private static final Pattern SPEC = Pattern.compile(
            "(?:(.)?([<>=^]))?([-+ ])?(#)?(0)?(\\d+)?([,_])?(?:\\.(\\d+))?([a-zA-Z%])?", Pattern.DOTALL);
    private static final Pattern STEP = Pattern.compile("\\.([^.\\[]+)|\\[([^\\]]+)\\]");

    private final List<@Nullable Object> positional;
    private final Map<String, @Nullable Object> named;
    private int next;

    StrFormat(List<@Nullable Object> positional, Map<String, @Nullable Object> named) {
        this.positional = positional;
        this.named = named;
    }

    String format(String format) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < format.length()) {
            char c = format.charAt(i);
            if ((c == '{' || c == '}') && i + 1 < format.length() && format.charAt(i + 1) == c) {
                out.append(c);
                i += 2;
            } else if (c == '{') {
                int end = closing(format, i);
                out.append(field(format.substring(i + 1, end)));
                i = end + 1;
            } else if (c == '}') {
                throw new ExpressionException("the format has a '}' that closes nothing");
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static int closing(String format, int open) {
        int depth = 0;
        for (int i = open; i < format.length(); i++) {
            depth += format.charAt(i) == '{' ? 1 : format.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new ExpressionException("the format has a '{' that is never closed");
    }

    private String field(String field) {
        int colon = field.indexOf(':');
        String spec = colon < 0 ? "" : field.substring(colon + 1);
        String head = colon < 0 ? field : field.substring(0, colon);
        int bang = head.indexOf('!');
        Object value = value(bang < 0 ? head : head.substring(0, bang));
        if (bang >= 0) {
            value = head.endsWith("r") || head.endsWith("a") ? Values.repr(value) : Values.str(value);
        }
        return apply(Values.require(value), spec.contains("{") ? format(spec) : spec);
    }

    private @Nullable Object value(String path) {
        Matcher step = STEP.matcher(path);
        int first = step.find() ? step.start() : path.length();
        Object value = root(path.substring(0, first));
        step.region(first, path.length());
        while (step.find()) {
            String key = step.group(1) != null ? step.group(1) : step.group(2);
            boolean index = step.group(2) != null && key.matches("\\d+");
            value = step.group(1) != null ? Access.attribute(value, key) : Access.item(value, index ? (Object) Long.valueOf(key) : key);
        }
        return value;
    }

    private @Nullable Object root(String name) {
        if (name.isEmpty() || name.matches("\\d+")) {
            int index = name.isEmpty() ? next++ : Integer.parseInt(name);
            if (index >= positional.size()) {
                throw new ExpressionException("the format takes more values than it is given");
            }
            return positional.get(index);
        }
        if (!named.containsKey(name)) {
            throw new ExpressionException("the format names '" + name + "', which it is not given" + CloseNames.suggestion(name, named.keySet()));
        }
        return named.get(name);
    }

    private static String apply(@Nullable Object value, String spec) {
        if (spec.isEmpty()) {
            return Values.str(value);
        }
        if (value instanceof java.time.LocalDateTime date) {
            return Dates.format(date, java.time.ZoneId.systemDefault(), spec);
        }
        Matcher m = SPEC.matcher(spec);
        if (!m.matches()) {
            throw new ExpressionException("malformed format specification '" + spec + "'");
        }
        boolean number = Numbers.isNumber(value) && !(value instanceof Boolean && m.group(9) == null);
        String text = number && value != null ? number(value, m) : cut(Values.str(value), m.group(8));
        return align(text, m, number);
    }

    private static String cut(String text, @Nullable String precision) {
        return precision == null || Integer.parseInt(precision) >= text.length() ? text : text.substring(0, Integer.parseInt(precision));
    }

    private static String number(Object value, Matcher m) {
        char kind = m.group(9) != null ? m.group(9).charAt(0) : value instanceof Double ? 'r' : 'd';
        String plus = "+".equals(m.group(3)) ? "+" : " ".equals(m.group(3)) ? " " : "";
        int precision = m.group(8) == null ? -1 : Integer.parseInt(m.group(8));
        String text = switch (kind) {
            case 'd', 'n', 'x', 'X', 'o', 'b' -> NumberFormats.integer(value, kind == 'n' ? 'd' : kind, plus, m.group(4) != null, 0);
            case 'c' -> Character.toString((int) Numbers.toLong(value, "c"));
            case '%' -> NumberFormats.real(Numbers.real(value) * 100, 'f', precision < 0 ? 6 : precision, plus) + "%";
            case 'r' -> precision < 0 ? plus(value, plus) : NumberFormats.real(Numbers.real(value), 'g', precision, plus);
            case 'f', 'F', 'e', 'E', 'g', 'G' -> NumberFormats.real(Numbers.real(value), kind, precision < 0 ? 6 : precision, plus);
            default -> throw new ExpressionException("unknown format code '" + kind + "'");
        };
        return m.group(7) == null ? text : NumberFormats.grouped(text, m.group(7));
    }

    private static String plus(Object value, String plus) {
        String text = Values.str(value);
        return text.startsWith("-") ? text : plus + text;
    }

    private static String align(String text, Matcher m, boolean number) {
        int width = m.group(6) == null ? 0 : Integer.parseInt(m.group(6));
        String fill = m.group(1) != null ? m.group(1) : m.group(5) != null ? "0" : " ";
        String side = m.group(2) != null ? m.group(2) : m.group(5) != null && number ? "=" : number ? ">" : "<";
        return switch (side) {
            case "=" -> fill.equals("0") ? NumberFormats.zeroPad(text, width) : Texts.pad(text, width, fill, 1);
            case "<" -> Texts.pad(text, width, fill, -1);
            case ">" -> Texts.pad(text, width, fill, 1);
            default -> center(text, width, fill);
        };
    }

    private static String center(String text, int width, String fill) {
        int missing = Math.max(0, width - text.length());
        return fill.repeat(missing / 2) + text + fill.repeat(missing - missing / 2);
    }
}
