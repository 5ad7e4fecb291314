package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merging of dicts as {@code combine} and the setting {@code hash_behaviour} do it. */
final class Merge {
    private Merge() {}

    static Map<@Nullable Object, @Nullable Object> merge(
            Map<@Nullable Object, @Nullable Object> base, Map<@Nullable Object, @Nullable Object> over, boolean recursive, String lists) {
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>(base);
        over.forEach((key, value) -> result.put(key, base.containsKey(key) ? value(base.get(key), value, recursive, lists) : value));
        return result;
    }

    private static @Nullable Object value(@Nullable Object old, @Nullable Object value, boolean recursive, String lists) {
        if (recursive && old instanceof Map<?, ?> a && value instanceof Map<?, ?> b) {
            return merge(Values.cast(a), Values.cast(b), true, lists);
        }
        return old instanceof List<?> a && value instanceof List<?> b ? list(Values.cast(a), Values.cast(b), lists) : value;
    }

    private static List<@Nullable Object> list(List<@Nullable Object> old, List<@Nullable Object> added, String how) {
        return switch (how) {
            case "replace" -> added;
            case "keep" -> old;
            case "append" -> joined(old, added);
            case "prepend" -> joined(added, old);
            case "append_rp" -> joined(without(old, added), added);
            default -> joined(added, without(old, added));
        };
    }

    private static List<@Nullable Object> joined(List<@Nullable Object> a, List<@Nullable Object> b) {
        List<@Nullable Object> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    private static List<@Nullable Object> without(List<@Nullable Object> items, List<@Nullable Object> others) {
        List<@Nullable Object> rest = new ArrayList<>(items);
        rest.removeIf(item -> Operators.contains(others, item));
        return rest;
    }
}
