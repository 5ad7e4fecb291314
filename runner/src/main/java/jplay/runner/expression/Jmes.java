package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a JMESPath query. */
interface Jmes {
    Jmes IDENTITY = value -> value;

    @Nullable Object search(@Nullable Object value);

    static boolean truth(@Nullable Object value) {
        return !(value == null || value.equals(false) || value.equals("") || value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty());
    }

    static Jmes field(String name) {
        return value -> value instanceof Map<?, ?> map ? Values.of(map.get(name)) : null;
    }

    static Jmes index(long index) {
        return value -> {
            if (!(value instanceof List<?> list)) {
                return null;
            }
            long from = index < 0 ? index + list.size() : index;
            return from >= 0 && from < list.size() ? Values.of(list.get((int) from)) : null;
        };
    }

    static Jmes slice(@Nullable Object start, @Nullable Object stop, @Nullable Object step) {
        return value -> value instanceof List<?> ? Access.slice(value, start, stop, step) : null;
    }

    /** Each item of the list that the left gives, through the right; nulls are left out. */
    static Jmes projection(Jmes left, Jmes right) {
        return value -> left.search(value) instanceof List<?> list ? each(list, right) : null;
    }

    static Jmes valueProjection(Jmes left, Jmes right) {
        return value -> left.search(value) instanceof Map<?, ?> map ? each(new ArrayList<>(map.values()), right) : null;
    }

    static Jmes filterProjection(Jmes left, Jmes condition, Jmes right) {
        return value -> {
            if (!(left.search(value) instanceof List<?> list)) {
                return null;
            }
            List<@Nullable Object> chosen = new ArrayList<>(list);
            chosen.removeIf(item -> !truth(condition.search(item)));
            return each(chosen, right);
        };
    }

    private static List<@Nullable Object> each(List<?> items, Jmes right) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object item : items) {
            Object found = right.search(Values.require(Values.of(item)));
            if (found != null) {
                result.add(found);
            }
        }
        return result;
    }

    static Jmes flatten(Jmes left) {
        return value -> {
            if (!(left.search(value) instanceof List<?> list)) {
                return null;
            }
            List<@Nullable Object> flat = new ArrayList<>();
            list.forEach(item -> flat.addAll(item instanceof List<?> inner ? Values.cast(inner) : java.util.Collections.singletonList(item)));
            return flat;
        };
    }

    static Jmes list(List<Jmes> parts) {
        return value -> {
            if (value == null) {
                return null;
            }
            List<@Nullable Object> result = new ArrayList<>();
            parts.forEach(part -> result.add(part.search(value)));
            return result;
        };
    }

    static Jmes dict(Map<String, Jmes> parts) {
        return value -> {
            if (value == null) {
                return null;
            }
            Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
            parts.forEach((key, part) -> result.put(key, part.search(value)));
            return result;
        };
    }

    static Jmes comparison(String operator, Jmes left, Jmes right) {
        return value -> {
            Object a = left.search(value);
            Object b = right.search(value);
            if (operator.equals("==") || operator.equals("!=")) {
                boolean mixed = a instanceof Boolean != b instanceof Boolean;
                return (!mixed && Values.equal(a, b)) == operator.equals("==");
            }
            boolean comparable = a instanceof String && b instanceof String || isNumber(a) && isNumber(b);
            return comparable ? (Object) Operators.compare(operator, a, b) : null;
        };
    }

    static boolean isNumber(@Nullable Object value) {
        return Numbers.isNumber(value) && !(value instanceof Boolean);
    }
}
