package jplay.runner.expression;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Python's {@code '%s' % value}. */
final class PrintfFormat {
    private static final Pattern SPEC = Pattern.compile("%(?:\\(([^)]*)\\))?([-+ #0]*)(\\*|\\d+)?(?:\\.(\\*|\\d+))?[hlL]?(.)?", Pattern.DOTALL);

    private final @Nullable Object given;
    private final List<@Nullable Object> values;
    private int used;

    private PrintfFormat(@Nullable Object given) {
        this.given = given;
        this.values = given instanceof Tuple tuple ? tuple : Tuple.of(given);
    }

    static String format(String format, @Nullable Object given) {
        PrintfFormat run = new PrintfFormat(given);
        Matcher m = SPEC.matcher(format);
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            m.appendReplacement(out, "");
            out.append(run.field(m));
        }
        if (run.used < run.values.size() && given instanceof Tuple || run.used == 0 && !(given instanceof Map) && !(given instanceof List<?>)) {
            throw new ExpressionException("the format " + Values.repr(format) + " takes fewer values than it is given");
        }
        return m.appendTail(out).toString();
    }

    private String field(Matcher m) {
        if (m.group(5) == null) {
            throw new ExpressionException("the format ends within '%'");
        }
        char kind = m.group(5).charAt(0);
        if (kind == '%') {
            used += used == 0 && values.size() == 1 && values.get(0) instanceof Tuple t && t.isEmpty() ? 1 : 0;
            return "%";
        }
        int width = m.group(3) == null ? 0 : number(m.group(3));
        int precision = m.group(4) == null ? -1 : number(m.group(4));
        Object value = m.group(1) != null ? Values.require(Access.key(Values.map(given), m.group(1))) : next();
        return pad(convert(kind, value, precision, m.group(2)), width, m.group(2), kind);
    }

    private int number(String text) {
        return text.equals("*") ? (int) Numbers.toLong(next(), "width") : Integer.parseInt(text);
    }

    private @Nullable Object next() {
        if (used >= values.size()) {
            throw new ExpressionException("the format takes more values than it is given");
        }
        return values.get(used++);
    }

    private static String convert(char kind, @Nullable Object value, int precision, String flags) {
        return switch (kind) {
            case 's' -> cut(Values.str(value), precision);
            case 'r', 'a' -> cut(Values.repr(value), precision);
            case 'c' -> value instanceof String s ? s : Character.toString((int) Numbers.toLong(value, "%c"));
            case 'd', 'i', 'u' -> NumberFormats.integer(requireNumber(value, kind), 'd', sign(flags), false, precision);
            case 'x', 'X', 'o' -> NumberFormats.integer(requireNumber(value, kind), kind, sign(flags), flags.contains("#"), precision);
            case 'f', 'F', 'e', 'E', 'g', 'G' -> NumberFormats.real(Numbers.real(requireNumber(value, kind)), kind,
                    precision < 0 ? 6 : precision, sign(flags));
            default -> throw new ExpressionException("unknown format '%" + kind + "'");
        };
    }

    private static String sign(String flags) {
        return flags.contains("+") ? "+" : flags.contains(" ") ? " " : "";
    }

    private static Object requireNumber(@Nullable Object value, char kind) {
        if (value == null || !Numbers.isNumber(value)) {
            throw new ExpressionException("'%" + kind + "' needs a number, not " + Values.type(value) + "; convert it with '| int'");
        }
        return value;
    }

    private static String cut(String text, int precision) {
        return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
    }

    private static String pad(String text, int width, String flags, char kind) {
        boolean zero = flags.contains("0") && !flags.contains("-") && "sracc".indexOf(kind) < 0;
        return zero ? NumberFormats.zeroPad(text, width) : Texts.pad(text, width, " ", flags.contains("-") ? -1 : 1);
    }
}
