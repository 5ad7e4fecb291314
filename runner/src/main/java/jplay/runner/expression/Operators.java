package jplay.runner.expression;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the operators do. */
final class Operators {
    private Operators() {}

    static @Nullable Object binary(String operator, @Nullable Object a, @Nullable Object b) {
        if (a instanceof String format && operator.equals("%")) {
            return PrintfFormat.format(format, b);
        }
        Object result = a == null || b == null ? null
                : Numbers.isNumber(a) && Numbers.isNumber(b) ? arithmetic(operator, a, b) : other(operator, a, b);
        if (result == null) {
            throw new ExpressionException("'" + operator + "' cannot take " + Values.type(a) + " and " + Values.type(b) + advice(operator, a, b));
        }
        return result;
    }

    private static String advice(String operator, @Nullable Object a, @Nullable Object b) {
        boolean text = a instanceof String || b instanceof String;
        boolean number = Numbers.isNumber(a) || Numbers.isNumber(b);
        if (!text || !number) {
            return "";
        }
        return operator.equals("+") ? "; join text with '~', or convert it with '| int'" : "; convert the text with '| int' or '| float'";
    }

    private static @Nullable Object arithmetic(String operator, Object a, Object b) {
        return switch (operator) {
            case "+" -> Numbers.add(a, b);
            case "-" -> Numbers.subtract(a, b);
            case "*" -> Numbers.multiply(a, b);
            case "/" -> Numbers.divide(a, b);
            case "//" -> Numbers.floorDivide(a, b);
            case "%" -> Numbers.modulo(a, b);
            case "**" -> Numbers.power(a, b);
            default -> null;
        };
    }

    private static @Nullable Object other(String operator, Object a, Object b) {
        return switch (operator) {
            case "+" -> add(a, b);
            case "-" -> subtract(a, b);
            case "*" -> Numbers.isInteger(a) ? repeat(b, a) : Numbers.isInteger(b) ? repeat(a, b) : null;
            default -> null;
        };
    }

    private static @Nullable Object add(Object a, Object b) {
        if (a instanceof String x && b instanceof String y) {
            return x + y;
        }
        if (a instanceof List<?> x && b instanceof List<?> y && (a instanceof Tuple) == (b instanceof Tuple)) {
            List<@Nullable Object> sum = new ArrayList<>(x);
            sum.addAll(y);
            return a instanceof Tuple ? Tuple.copyOf(sum) : sum;
        }
        if (a instanceof LocalDateTime x && b instanceof Duration y) {
            return x.plus(y);
        }
        return a instanceof Duration x && b instanceof Duration y ? x.plus(y)
                : a instanceof Duration x && b instanceof LocalDateTime y ? y.plus(x) : null;
    }

    private static @Nullable Object subtract(Object a, Object b) {
        if (a instanceof LocalDateTime x) {
            return b instanceof LocalDateTime y ? Duration.between(y, x) : b instanceof Duration y ? x.minus(y) : null;
        }
        return a instanceof Duration x && b instanceof Duration y ? x.minus(y) : null;
    }

    private static @Nullable Object repeat(Object value, Object times) {
        int n = Math.toIntExact(Math.max(0, Numbers.toLong(times, "factor")));
        if (value instanceof String s) {
            requireSmall((long) s.length() * n);
            return s.repeat(n);
        }
        if (!(value instanceof List<?> list)) {
            return null;
        }
        requireSmall((long) list.size() * n);
        List<@Nullable Object> items = new ArrayList<>(list.size() * n);
        for (int i = 0; i < n; i++) {
            items.addAll(list);
        }
        return value instanceof Tuple ? Tuple.copyOf(items) : items;
    }

    private static void requireSmall(long size) {
        if (size > 200_000_000) {
            throw new ExpressionException("the result of '*' is too large");
        }
    }

    static boolean compare(String operator, @Nullable Object a, @Nullable Object b) {
        return switch (operator) {
            case "==" -> Values.equal(a, b);
            case "!=" -> !Values.equal(a, b);
            case "<" -> Values.compare(a, b) < 0;
            case "<=" -> Values.compare(a, b) <= 0;
            case ">" -> Values.compare(a, b) > 0;
            case ">=" -> Values.compare(a, b) >= 0;
            case "in" -> contains(b, a);
            default -> !contains(b, a);
        };
    }

    /** Whether the container holds the item: text in text, a key in a dict, an item in a list. */
    static boolean contains(@Nullable Object container, @Nullable Object item) {
        return switch (Values.require(container)) {
            case String s -> {
                if (!(Values.require(item) instanceof String part)) {
                    throw new ExpressionException("'in' on text needs text, not " + Values.type(item) + "; convert it with '| string'");
                }
                yield s.contains(part);
            }
            case Map<?, ?> map -> !(Access.key(map, item) instanceof Undefined) || map.containsKey(item);
            case Iterable<?> items -> {
                for (Object candidate : items) {
                    if (Values.equal(candidate, item)) {
                        yield true;
                    }
                }
                yield false;
            }
            case null, default -> throw new ExpressionException("'in' needs a list, a dict or text, not " + Values.type(container));
        };
    }
}
