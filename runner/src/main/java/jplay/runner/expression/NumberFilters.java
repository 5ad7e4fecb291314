package jplay.runner.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Filters that make or take numbers. */
final class NumberFilters {
    static final String NAMES = "int float abs round log pow root random shuffle human_readable human_to_bytes filesizeformat";

    private NumberFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "int" -> NumberFilters::toInt;
            case "float" -> NumberFilters::toFloat;
            case "abs" -> (v, a) -> Numbers.real(v) < 0 ? Numbers.negate(number(v, "abs")) : Numbers.add(number(v, "abs"), 0L);
            case "round" -> NumberFilters::round;
            case "log" -> NumberFilters::log;
            case "pow" -> (v, a) -> Math.pow(Numbers.real(number(v, "pow")), Numbers.real(a.required(0, "y")));
            case "root" -> NumberFilters::root;
            case "random" -> NumberFilters::random;
            case "shuffle" -> NumberFilters::shuffle;
            case "human_readable" -> (v, a) -> Sizes.readable(v, a);
            case "human_to_bytes" -> (v, a) -> Sizes.bytes(Values.str(v), a);
            case "filesizeformat" -> (v, a) -> Sizes.fileSize(Numbers.real(toFloat(v, Args.none(a.scope()))), a.flag(0, "binary", false));
            default -> null;
        };
    }

    private static Object number(@Nullable Object value, String filter) {
        if (value == null || !Numbers.isNumber(value)) {
            throw new ExpressionException(filter + "() can only be used on numbers, not " + Values.type(value));
        }
        return value;
    }

    private static @Nullable Object toInt(@Nullable Object value, Args a) {
        Object otherwise = a.get(0, "default", 0L);
        int base = a.count(1, "base", 10);
        if (value instanceof Double d) {
            return Double.isNaN(d) || Double.isInfinite(d) ? otherwise : Numbers.toInteger(d);
        }
        if (Numbers.isNumber(value)) {
            return Numbers.shrink(Numbers.big(value));
        }
        if (!(value instanceof String s)) {
            return otherwise;
        }
        try {
            return Numbers.shrink(integer(s.strip().replace("_", ""), base));
        } catch (NumberFormatException e) {
            Object real = parseReal(s);
            return real instanceof Double d && !Double.isNaN(d) && !Double.isInfinite(d) ? Numbers.toInteger(d) : otherwise;
        }
    }

    private static BigInteger integer(String s, int base) {
        boolean negative = s.startsWith("-");
        String digits = negative || s.startsWith("+") ? s.substring(1) : s;
        String prefix = digits.length() > 2 ? digits.substring(0, 2).toLowerCase(java.util.Locale.ROOT) : "";
        int implied = prefix.equals("0x") ? 16 : prefix.equals("0o") ? 8 : prefix.equals("0b") ? 2 : 0;
        boolean prefixed = implied != 0 && (base == implied || base == 0);
        BigInteger n = new BigInteger(prefixed ? digits.substring(2) : digits, base == 0 ? implied == 0 ? 10 : implied : base);
        return negative ? n.negate() : n;
    }

    private static @Nullable Object toFloat(@Nullable Object value, Args a) {
        Object real = Numbers.isNumber(value) ? (Object) Numbers.real(value) : value instanceof String s ? parseReal(s) : null;
        return real != null ? real : a.get(0, "default", 0.0);
    }

    private static @Nullable Double parseReal(String text) {
        String s = text.strip();
        if (s.matches("[-+]?(\\d[\\d_]*\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
            return Double.valueOf(s.replace("_", ""));
        }
        return switch (s.toLowerCase(java.util.Locale.ROOT)) {
            case "inf", "+inf", "infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            case "nan" -> Double.NaN;
            default -> null;
        };
    }

    private static Object round(@Nullable Object value, Args a) {
        int digits = a.count(0, "precision", 0);
        String method = a.text(1, "method", "common");
        double d = Numbers.real(number(value, "round"));
        double factor = new BigDecimal(1).scaleByPowerOfTen(digits).doubleValue();
        return switch (method) {
            case "common" -> value instanceof Double ? (Object) Numbers.round(d, digits) : integerRounded(value, digits);
            case "ceil" -> Math.ceil(d * factor) / factor;
            case "floor" -> Math.floor(d * factor) / factor;
            default -> throw new ExpressionException("the method is 'common', 'ceil' or 'floor', not '" + method + "'");
        };
    }

    private static Object integerRounded(@Nullable Object value, int digits) {
        return digits >= 0 ? Numbers.shrink(Numbers.big(value)) : Numbers.toInteger(Numbers.round(Numbers.real(value), digits));
    }

    private static Object log(@Nullable Object value, Args a) {
        double x = Numbers.real(number(value, "log"));
        if (x <= 0) {
            throw new ExpressionException("only numbers above 0 have a logarithm");
        }
        if (!a.has(0, "base")) {
            return Math.log(x);
        }
        double base = Numbers.real(a.get(0, "base"));
        return base == 10 ? Math.log10(x) : Math.log(x) / Math.log(base);
    }

    private static Object root(@Nullable Object value, Args a) {
        double base = Numbers.real(a.get(0, "base", 2L));
        double x = Numbers.real(number(value, "root"));
        if (x < 0) {
            throw new ExpressionException("a number below 0 has no root: " + Values.str(value));
        }
        return base == 2 ? Math.sqrt(x) : Math.pow(x, 1 / base);
    }

    private static @Nullable Object random(@Nullable Object value, Args a) {
        PythonRandom random = PythonRandom.seeded(a.get(2, "seed"));
        if (Numbers.isInteger(value)) {
            long start = a.integer(0, "start", 0);
            long step = a.integer(1, "step", 1);
            long width = Numbers.toLong(value, "end") - start;
            return start + step * random.below((width + step - 1) / step);
        }
        if (value == null || value instanceof Boolean || Numbers.isNumber(value)) {
            throw new ExpressionException("random can only be used on sequences and integers, not " + Values.type(value));
        }
        if (a.get(0, "start") != null || a.get(1, "step") != null) {
            throw new ExpressionException("start and step can only be used with a number, not " + Values.type(value));
        }
        List<@Nullable Object> items = Values.list(value);
        if (items.isEmpty()) {
            return Undefined.because("", "an empty sequence has no random item");
        }
        return items.get((int) random.below(items.size()));
    }

    private static @Nullable Object shuffle(@Nullable Object value, Args a) {
        if (!(value instanceof List<?> || value instanceof String || value instanceof java.util.Map<?, ?>)) {
            return value;
        }
        List<@Nullable Object> items = new ArrayList<>(Values.list(value));
        PythonRandom random = PythonRandom.seeded(a.get(0, "seed"));
        for (int i = items.size() - 1; i > 0; i--) {
            java.util.Collections.swap(items, i, (int) random.below(i + 1));
        }
        return items;
    }
}
