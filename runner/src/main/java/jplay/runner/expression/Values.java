package jplay.runner.expression;

import java.math.BigInteger;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Python's ideas of truth, equality, order and text, on Java objects. */
public final class Values {
    private Values() {}

    /** Brings Java's other number and text types to the ones that expressions know. */
    public static @Nullable Object of(@Nullable Object value) {
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        if (value instanceof Float f) {
            return f.doubleValue();
        }
        if (value instanceof BigInteger b) {
            return Numbers.shrink(b);
        }
        return value instanceof CharSequence s && !(value instanceof String) ? s.toString() : value;
    }

    /** The value itself, unless it is undefined or unknown. */
    public static @Nullable Object require(@Nullable Object value) {
        if (value instanceof Undefined undefined) {
            if (undefined.isBlank()) {
                return "";
            }
            throw undefined.error();
        }
        if (value instanceof Unknown unknown) {
            throw new UnknownException(unknown);
        }
        return value;
    }

    /** Fails if the value is undefined or a list or dict made by an expression that holds something undefined. */
    public static @Nullable Object requireAll(@Nullable Object value) {
        if (value instanceof Undefined) {
            return require(value);
        }
        if (value instanceof ArrayList<?> || value instanceof Tuple) {
            ((List<?>) value).forEach(Values::requireAll);
        } else if (value != null && value.getClass() == LinkedHashMap.class) {
            ((Map<?, ?>) value).values().forEach(Values::requireAll);
        }
        return value;
    }

    public static boolean truth(@Nullable Object value) {
        return switch (require(value)) {
            case null -> false;
            case Boolean b -> b;
            case String s -> !s.isEmpty();
            case Long n -> n != 0;
            case Integer n -> n != 0;
            case BigInteger n -> n.signum() != 0;
            case Double n -> n != 0;
            case Collection<?> c -> !c.isEmpty();
            case Partial p -> true;
            case Map<?, ?> m -> !m.isEmpty();
            case Duration d -> !d.isZero();
            default -> true;
        };
    }

    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        Object a = of(require(left));
        Object b = of(require(right));
        if (a != null && b != null && Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return Numbers.compare(a, b) == 0 && !Numbers.isNan(a) && !Numbers.isNan(b);
        }
        if (a instanceof List<?> x && b instanceof List<?> y) {
            return (a instanceof Tuple) == (b instanceof Tuple) && sameItems(x, y);
        }
        if (a instanceof Map<?, ?> x && b instanceof Map<?, ?> y) {
            return sameEntries(x, y);
        }
        return Objects.equals(a, b);
    }

    private static boolean sameItems(List<?> a, List<?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        Iterator<?> other = b.iterator();
        for (Object item : a) {
            if (!equal(item, other.next())) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameEntries(Map<?, ?> a, Map<?, ?> b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (Map.Entry<?, ?> entry : a.entrySet()) {
            Object other = Access.key(b, entry.getKey());
            if (other instanceof Undefined || !equal(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }

    /** Python's order: numbers with numbers, text with text, lists item by item; anything else is an error. */
    public static int compare(@Nullable Object left, @Nullable Object right) {
        Object a = of(require(left));
        Object b = of(require(right));
        if (a != null && b != null && Numbers.isNumber(a) && Numbers.isNumber(b)) {
            return Numbers.compare(a, b);
        }
        return switch (a) {
            case String x when b instanceof String y -> compareText(x, y);
            case LocalDateTime x when b instanceof LocalDateTime y -> x.compareTo(y);
            case LocalDate x when b instanceof LocalDate y -> x.compareTo(y);
            case Duration x when b instanceof Duration y -> x.compareTo(y);
            case List<?> x when b instanceof List<?> y && (a instanceof Tuple) == (b instanceof Tuple) -> compareItems(x, y);
            case null, default -> throw new ExpressionException("cannot order " + type(a) + " and " + type(b) + quoteBoth(a, b));
        };
    }

    private static String quoteBoth(@Nullable Object a, @Nullable Object b) {
        boolean mixed = a instanceof String && Numbers.isNumber(b) || b instanceof String && Numbers.isNumber(a);
        return mixed ? "; convert the text with '| int' or '| float'" : "";
    }

    private static int compareText(String a, String b) {
        int n = Math.min(a.length(), b.length());
        for (int i = 0; i < n; i++) {
            if (a.charAt(i) != b.charAt(i)) {
                return Integer.compare(a.codePointAt(i), b.codePointAt(i));
            }
        }
        return Integer.compare(a.length(), b.length());
    }

    private static int compareItems(List<?> a, List<?> b) {
        Iterator<?> other = b.iterator();
        for (Object item : a) {
            if (!other.hasNext()) {
                return 1;
            }
            Object right = other.next();
            if (!equal(item, right)) {
                return compare(item, right);
            }
        }
        return other.hasNext() ? -1 : 0;
    }

    /** An object whose Java equality is Python's equality of the values. */
    public static @Nullable Object canonical(@Nullable Object raw) {
        Object value = of(require(raw));
        return switch (value) {
            case Boolean b -> b ? 1L : 0L;
            case Double d when Numbers.isIntegral(d) -> Numbers.toInteger(d);
            case List<?> list -> {
                List<@Nullable Object> items = new ArrayList<>(list.size() + 1);
                items.add(value instanceof Tuple ? "(" : "[");
                list.forEach(item -> items.add(canonical(item)));
                yield items;
            }
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> entries = new LinkedHashMap<>();
                map.forEach((k, v) -> entries.put(canonical(k), canonical(v)));
                yield entries;
            }
            case null, default -> value;
        };
    }

    /** Python's {@code str}. */
    public static String str(@Nullable Object value) {
        return value instanceof String s ? s : PythonText.str(value);
    }

    /** Python's {@code repr}. */
    public static String repr(@Nullable Object value) {
        return PythonText.repr(value);
    }

    /** The name of the value's Python type. */
    public static String type(@Nullable Object raw) {
        return switch (of(raw)) {
            case null -> "NoneType";
            case String s -> "str";
            case Boolean b -> "bool";
            case Long n -> "int";
            case BigInteger n -> "int";
            case Double n -> "float";
            case Tuple t -> "tuple";
            case Collection<?> c -> "list";
            case Map<?, ?> m -> "dict";
            case LocalDateTime d -> "datetime";
            case LocalDate d -> "date";
            case Duration d -> "timedelta";
            case Undefined u -> "AnsibleUndefined";
            case Callable c -> "function";
            default -> raw == null ? "NoneType" : raw.getClass().getSimpleName();
        };
    }

    /** The value as a list: items of a list, keys of a dict, characters of text. */
    public static List<@Nullable Object> list(@Nullable Object raw) {
        Object value = require(raw);
        return switch (value) {
            case List<?> list -> cast(list);
            case Collection<?> c -> new ArrayList<>(c);
            case Map<?, ?> map -> new ArrayList<>(map.keySet());
            case String s -> characters(s);
            case Iterable<?> items -> {
                List<@Nullable Object> list = new ArrayList<>();
                items.forEach(list::add);
                yield list;
            }
            case null, default -> throw new ExpressionException(type(value) + " is no list" + shown(value));
        };
    }

    private static String shown(@Nullable Object value) {
        return Numbers.isNumber(value) ? ": " + str(value) : "";
    }

    @SuppressWarnings("unchecked")
    static List<@Nullable Object> cast(List<?> list) {
        return (List<@Nullable Object>) list;
    }

    @SuppressWarnings("unchecked")
    static Map<@Nullable Object, @Nullable Object> cast(Map<?, ?> map) {
        return (Map<@Nullable Object, @Nullable Object>) map;
    }

    /** The value as a dict, or an error. */
    static Map<@Nullable Object, @Nullable Object> map(@Nullable Object value) {
        if (require(value) instanceof Map<?, ?> map) {
            return cast(map);
        }
        throw new ExpressionException("expected a dict, not " + type(value));
    }

    private static List<@Nullable Object> characters(String s) {
        List<@Nullable Object> list = new ArrayList<>(s.length());
        s.codePoints().forEach(c -> list.add(Character.toString(c)));
        return list;
    }

    static boolean isSequence(@Nullable Object value) {
        return value instanceof List<?>;
    }
}
