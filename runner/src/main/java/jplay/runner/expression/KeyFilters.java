package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Filters that keep, remove or rename keys at all depths. */
final class KeyFilters {
    private KeyFilters() {}

    /** The keys that match, and what holds any; the rest goes. */
    static Object keep(@Nullable Object value, Args a) {
        Object kept = kept(required(value), matching(a));
        return kept == null ? new LinkedHashMap<>() : kept;
    }

    private static Object required(@Nullable Object value) {
        if (!(value instanceof List<?>) && !(value instanceof Map<?, ?>)) {
            throw new ExpressionException("needs a list or a dict, not " + Values.type(value));
        }
        return value;
    }

    private static String way(Args a) {
        String way = a.text(1, "matching_parameter", "equality");
        if (!List.of("equality", "equal", "starts_with", "ends_with", "regex").contains(way)) {
            throw new ExpressionException("matching_parameter is 'equality', 'starts_with', 'ends_with' or 'regex', not '" + way + "'");
        }
        return way;
    }

    private static Predicate<String> matching(Args a) {
        Object target = a.required(0, "target");
        List<Predicate<String>> all = new ArrayList<>();
        for (Object one : target instanceof String ? List.of(target) : Values.list(target)) {
            all.add(matching(Values.str(one), way(a)));
        }
        return key -> all.stream().anyMatch(one -> one.test(key));
    }

    private static Predicate<String> matching(String wanted, String way) {
        return switch (way) {
            case "starts_with" -> key -> key.startsWith(wanted);
            case "ends_with" -> key -> key.endsWith(wanted);
            case "regex" -> {
                Pattern pattern = PythonRegex.compile(wanted, false, false);
                yield key -> pattern.matcher(key).lookingAt();
            }
            default -> key -> key.equals(wanted);
        };
    }

    private static @Nullable Object kept(@Nullable Object value, Predicate<String> wanted) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> result = new ArrayList<>();
            list.forEach(item -> result.add(kept(item, wanted)));
            return result;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            if (!(item instanceof List<?>) && !(item instanceof Map<?, ?>)) {
                if (wanted.test(Values.str(key))) {
                    result.put(key, item);
                }
                return;
            }
            Object inner = kept(item, wanted);
            if (inner instanceof List<?> list) {
                List<@Nullable Object> full = new ArrayList<>(list);
                full.removeIf(KeyFilters::isEmpty);
                inner = full.stream().allMatch(part -> part instanceof String) ? List.of() : full;
            }
            if (!isEmpty(inner)) {
                result.put(key, inner);
            }
        });
        return result;
    }

    private static boolean isEmpty(@Nullable Object value) {
        return value instanceof List<?> list && list.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty();
    }

    static @Nullable Object remove(@Nullable Object value, Args a) {
        return removed(required(value), matching(a));
    }

    private static @Nullable Object removed(@Nullable Object value, Predicate<String> unwanted) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> result = new ArrayList<>();
            for (Object item : list) {
                Object rest = removed(item, unwanted);
                if (Values.truth(rest)) {
                    result.add(rest);
                }
            }
            return result;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        map.forEach((key, item) -> {
            if (!unwanted.test(Values.str(key))) {
                result.put(key, removed(item, unwanted));
            }
        });
        return result;
    }

    static @Nullable Object replace(@Nullable Object value, Args a) {
        Object current = required(value);
        for (Object rule : Values.list(a.required(0, "target"))) {
            Map<@Nullable Object, @Nullable Object> pair = Values.map(rule);
            Predicate<String> before = matching(Values.str(Values.require(Access.key(pair, "before"))), way(a));
            current = renamed(current, before, Values.str(Values.require(Access.key(pair, "after"))));
        }
        return current;
    }

    private static @Nullable Object renamed(@Nullable Object value, Predicate<String> before, String after) {
        if (value instanceof List<?> list) {
            List<@Nullable Object> result = new ArrayList<>();
            list.forEach(item -> result.add(renamed(item, before, after)));
            return result;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value;
        }
        Map<@Nullable Object, @Nullable Object> rest = new LinkedHashMap<>();
        Map<@Nullable Object, @Nullable Object> moved = new LinkedHashMap<>();
        map.forEach((key, item) -> (before.test(Values.str(key)) ? moved : rest).put(before.test(Values.str(key)) ? after : key,
                renamed(item, before, after)));
        // A key that is renamed comes last, as in Ansible.
        rest.putAll(moved);
        return rest;
    }
}
