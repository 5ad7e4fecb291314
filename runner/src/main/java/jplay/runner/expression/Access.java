package jplay.runner.expression;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Attributes, items and slices. */
final class Access {
    private Access() {}

    /** {@code value.name}, where a method comes before a key of the same name, as in Jinja2. */
    static @Nullable Object attribute(@Nullable Object value, String name) {
        if (value instanceof Undefined) {
            return value;
        }
        Values.require(value);
        if (value instanceof Map<?, ?> map) {
            Object found = key(map, name);
            return found instanceof Undefined ? bound(value, name, found) : found;
        }
        if (value instanceof Attributes attributes) {
            return attributes.attribute(name);
        }
        Object own = switch (value) {
            case LocalDateTime d -> Dates.attribute(d, name);
            case Duration d -> Dates.attribute(d, name);
            case null, default -> null;
        };
        return own != null ? own : bound(value, name, missing(value, name));
    }

    private static @Nullable Object bound(@Nullable Object value, String name, @Nullable Object otherwise) {
        Object method = method(value, name);
        return method != null ? method : otherwise;
    }

    /** A method bound to its object, or null. */
    static @Nullable Callable method(@Nullable Object self, String name) {
        return Methods.find(self, name);
    }

    private static Undefined missing(@Nullable Object value, String name) {
        return Undefined.lacking(name, Values.type(value), "has no attribute '" + name + "'");
    }

    /** {@code value[key]}: an item; a name may also be an attribute. */
    static @Nullable Object item(@Nullable Object value, @Nullable Object key) {
        if (value instanceof Undefined) {
            return value;
        }
        Values.require(value);
        if (value instanceof Map<?, ?> map) {
            Object found = key(map, key);
            return found instanceof Undefined && key instanceof String name ? bound(value, name, found) : found;
        }
        if (Numbers.isInteger(key) && (value instanceof List<?> || value instanceof String)) {
            List<?> items = Values.list(value);
            long index = Numbers.toLong(key, "index");
            long from = index < 0 ? index + items.size() : index;
            return from >= 0 && from < items.size() ? items.get((int) from)
                    : Undefined.lacking("", Values.type(value), "has no item " + index + ", it has " + items.size());
        }
        return key instanceof String name ? attribute(value, name) : missing(value, Values.str(key));
    }

    /** The value of a key, where 1, 1.0 and True are one key, or an Undefined. */
    static @Nullable Object key(Map<?, ?> map, @Nullable Object key) {
        Object value = map.get(key);
        if (value != null || map.containsKey(key)) {
            return value;
        }
        if (Numbers.isNumber(key)) {
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                if (Numbers.isNumber(entry.getKey()) && Values.equal(entry.getKey(), key)) {
                    return entry.getValue();
                }
            }
        }
        return map instanceof Partial partial
                ? partial.rest()
                : Undefined.lacking(String.valueOf(key), "dict", "has no key " + Values.repr(key));
    }

    /** How a variable or a part of one is written, or null for any other value. */
    static @Nullable String path(Node node) {
        return switch (node) {
            case Node.Name name -> name.name();
            case Selection.Attribute attribute -> {
                String base = path(attribute.base());
                yield base == null ? null : base + "." + attribute.name();
            }
            case Selection.Item item -> {
                String base = path(item.base());
                yield base == null || !(item.key() instanceof Node.Literal key) ? null : base + "[" + Values.repr(key.constant()) + "]";
            }
            default -> null;
        };
    }

    /** The names that might have been meant by a missing one. */
    static Iterable<String> names(@Nullable Object value) {
        List<String> names = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            map.keySet().forEach(k -> names.add(String.valueOf(k)));
        }
        return names;
    }

    static Object slice(@Nullable Object value, @Nullable Object start, @Nullable Object stop, @Nullable Object by) {
        if (!(value instanceof String) && !(value instanceof List<?>)) {
            throw new ExpressionException(Values.type(value) + " cannot be sliced");
        }
        List<@Nullable Object> items = Values.list(value);
        int n = items.size();
        int step = by == null ? 1 : Math.toIntExact(Numbers.toLong(by, "step"));
        if (step == 0) {
            throw new ExpressionException("the step of a slice must not be 0");
        }
        int from = bound(start, n, step, step > 0 ? 0 : n - 1);
        int to = bound(stop, n, step, step > 0 ? n : -1);
        List<@Nullable Object> part = new ArrayList<>();
        for (int i = from; step > 0 ? i < to : i > to; i += step) {
            part.add(items.get(i));
        }
        return value instanceof String ? joined(part) : value instanceof Tuple ? Tuple.copyOf(part) : part;
    }

    private static int bound(@Nullable Object given, int n, int step, int otherwise) {
        if (given == null) {
            return otherwise;
        }
        long index = Numbers.toLong(given, "slice");
        long from = index < 0 ? index + n : index;
        return (int) (step > 0 ? Math.max(0, Math.min(n, from)) : Math.max(-1, Math.min(n - 1, from)));
    }

    private static String joined(List<@Nullable Object> characters) {
        StringBuilder out = new StringBuilder();
        characters.forEach(out::append);
        return out.toString();
    }
}
