package jplay.runner.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Picking items by attribute, by test and in order. */
final class Selecting {
    private Selecting() {}

    /** The value at a dotted path, or a tuple of those at several, separated by commas. */
    static @Nullable Object attribute(@Nullable Object item, @Nullable Object path) {
        if (!(path instanceof String text)) {
            return Access.item(item, path);
        }
        if (text.indexOf(',') < 0) {
            return single(item, text);
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (String part : text.split(",")) {
            values.add(single(item, part));
        }
        return values;
    }

    private static @Nullable Object single(@Nullable Object item, String path) {
        Object value = item;
        for (String part : path.split("\\.")) {
            boolean index = !part.isEmpty() && part.chars().allMatch(c -> c >= '0' && c <= '9');
            Object found = Access.item(value, index ? (Object) Long.valueOf(part) : part);
            value = found instanceof Undefined undefined ? undefined.with(Access.names(value), -1) : found;
        }
        return value;
    }

    static Comparator<@Nullable Object> order(@Nullable Object attribute, boolean sensitive) {
        return (x, y) -> Values.compare(key(x, attribute, sensitive), key(y, attribute, sensitive));
    }

    private static @Nullable Object key(@Nullable Object item, @Nullable Object attribute, boolean sensitive) {
        return folded(attribute == null ? item : attribute(item, attribute), sensitive);
    }

    /** Text in lower case unless case matters. */
    static @Nullable Object folded(@Nullable Object value, boolean sensitive) {
        if (sensitive) {
            return value;
        }
        if (value instanceof ArrayList<?> list) {
            List<@Nullable Object> parts = new ArrayList<>();
            list.forEach(part -> parts.add(part instanceof String s ? s.toLowerCase(Locale.ROOT) : part));
            return parts;
        }
        return value instanceof String s ? s.toLowerCase(Locale.ROOT) : value;
    }

    static List<@Nullable Object> select(@Nullable Object value, Args a, boolean wanted) {
        List<@Nullable Object> result = new ArrayList<>();
        Args rest = a.from(1);
        for (Object item : Values.list(value)) {
            boolean passes = a.size() == 0 ? Values.truth(item) : Tests.apply(a.text(0, "test"), item, rest);
            if (passes == wanted) {
                result.add(item);
            }
        }
        return result;
    }

    static List<@Nullable Object> selectByAttribute(@Nullable Object value, Args a, boolean wanted) {
        List<@Nullable Object> result = new ArrayList<>();
        Object path = a.required(0, "attribute");
        Args rest = a.from(2);
        for (Object item : Values.list(value)) {
            Object found = attribute(item, path);
            boolean passes = a.size() < 2 ? Values.truth(found) : Tests.apply(a.text(1, "test"), found, rest);
            if (passes == wanted) {
                result.add(item);
            }
        }
        return result;
    }
}
