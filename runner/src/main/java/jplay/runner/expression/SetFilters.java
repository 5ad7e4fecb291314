package jplay.runner.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Filters that combine lists. */
final class SetFilters {
    static final String NAMES = "unique union intersect difference symmetric_difference zip zip_longest product permutations combinations "
            + "flatten subelements extract";

    private SetFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "unique" -> SetFilters::unique;
            case "union" -> (v, a) -> distinct(joined(Values.list(v), other(a)));
            case "intersect" -> (v, a) -> distinct(kept(Values.list(v), other(a), true));
            case "difference" -> (v, a) -> distinct(kept(Values.list(v), other(a), false));
            case "symmetric_difference" -> (v, a) -> symmetric(distinct(Values.list(v)), distinct(other(a)));
            case "zip" -> (v, a) -> zip(v, a, false);
            case "zip_longest" -> (v, a) -> zip(v, a, true);
            case "product" -> SetFilters::product;
            case "permutations" -> (v, a) -> new Arrangements(Values.list(v), true).ofSize(a.count(0, "r", Values.list(v).size()));
            case "combinations" -> (v, a) -> new Arrangements(Values.list(v), false).ofSize(Math.toIntExact(a.integer(0, "r")));
            case "flatten" -> (v, a) -> flatten(Values.list(v), a.count(0, "levels", -1), a.flag(1, "skip_nulls", true));
            case "subelements" -> SetFilters::subelements;
            case "extract" -> SetFilters::extract;
            default -> null;
        };
    }

    private static List<@Nullable Object> other(Args a) {
        return Values.list(a.required(0, "b"));
    }

    private static List<@Nullable Object> joined(List<@Nullable Object> a, List<@Nullable Object> b) {
        List<@Nullable Object> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    static List<@Nullable Object> distinct(List<@Nullable Object> items) {
        Set<@Nullable Object> seen = new HashSet<>();
        List<@Nullable Object> result = new ArrayList<>();
        for (Object item : items) {
            if (seen.add(Values.canonical(item))) {
                result.add(item);
            }
        }
        return result;
    }

    private static List<@Nullable Object> kept(List<@Nullable Object> items, List<@Nullable Object> others, boolean common) {
        Set<@Nullable Object> known = new HashSet<>();
        others.forEach(item -> known.add(Values.canonical(item)));
        List<@Nullable Object> result = new ArrayList<>(items);
        result.removeIf(item -> known.contains(Values.canonical(item)) != common);
        return result;
    }

    private static List<@Nullable Object> symmetric(List<@Nullable Object> a, List<@Nullable Object> b) {
        return joined(kept(a, b, false), kept(b, a, false));
    }

    private static Object unique(@Nullable Object value, Args a) {
        Object attribute = a.get(1, "attribute");
        boolean sensitive = a.flag(0, "case_sensitive", false);
        Set<@Nullable Object> seen = new HashSet<>();
        List<@Nullable Object> result = new ArrayList<>();
        for (Object item : Values.list(value)) {
            Object key = attribute == null ? item : Selecting.attribute(item, attribute);
            if (seen.add(Values.canonical(Selecting.folded(key, sensitive)))) {
                result.add(item);
            }
        }
        return result;
    }

    private static Object zip(@Nullable Object value, Args a, boolean longest) {
        List<List<@Nullable Object>> lists = new ArrayList<>(List.of(Values.list(value)));
        a.positional().forEach(list -> lists.add(Values.list(list)));
        Object fill = a.get(-1, "fillvalue");
        int shortest = lists.stream().mapToInt(List::size).min().orElse(0);
        int size = longest ? lists.stream().mapToInt(List::size).max().orElse(0) : shortest;
        List<@Nullable Object> rows = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            List<@Nullable Object> row = new ArrayList<>(lists.size());
            for (List<@Nullable Object> list : lists) {
                row.add(i < list.size() ? list.get(i) : fill);
            }
            rows.add(Tuple.copyOf(row));
        }
        return rows;
    }

    private static Object product(@Nullable Object value, Args a) {
        List<List<@Nullable Object>> lists = new ArrayList<>(List.of(Values.list(value)));
        a.positional().forEach(list -> lists.add(Values.list(list)));
        List<List<@Nullable Object>> all = new ArrayList<>();
        for (int i = 0; i < a.count(-1, "repeat", 1); i++) {
            all.addAll(lists);
        }
        return cartesian(all);
    }

    static List<@Nullable Object> cartesian(List<List<@Nullable Object>> lists) {
        List<@Nullable Object> rows = new ArrayList<>(List.of(Tuple.of()));
        for (List<@Nullable Object> list : lists) {
            List<@Nullable Object> longer = new ArrayList<>();
            for (Object row : rows) {
                list.forEach(item -> longer.add(Tuple.copyOf(joined(Values.list(row), Collections.singletonList(item)))));
            }
            rows = longer;
        }
        return rows;
    }

    static List<@Nullable Object> flatten(List<@Nullable Object> items, int levels, boolean skipNulls) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object item : items) {
            boolean none = item == null || item.equals("None") || item.equals("null");
            if (skipNulls && none) {
                continue;
            }
            if (item instanceof List<?> list) {
                result.addAll(levels == 0 ? Collections.singletonList(item) : flatten(Values.cast(list), levels - 1, skipNulls));
            } else {
                result.add(item);
            }
        }
        return result;
    }

    private static Object subelements(@Nullable Object value, Args a) {
        return subelements(value, a.required(0, "subelements"), a.flag(1, "skip_missing", false));
    }

    static List<@Nullable Object> subelements(@Nullable Object value, @Nullable Object path, boolean skipMissing) {
        if (!(value instanceof Map<?, ?> || value instanceof List<?>)) {
            throw new ExpressionException("obj must be a list of dicts or a nested dict, not " + Values.type(value));
        }
        if (!(path instanceof String || path instanceof List<?>)) {
            throw new ExpressionException("subelements must be a list or a string, not " + Values.type(path));
        }
        List<@Nullable Object> outer = value instanceof Map<?, ?> map ? new ArrayList<>(map.values()) : Values.list(value);
        List<@Nullable Object> keys = path instanceof String s ? Texts.split(s, ".", -1) : Values.list(path);
        List<@Nullable Object> result = new ArrayList<>();
        for (Object element : outer) {
            Object inner = element;
            for (Object key : keys) {
                if (!(inner instanceof Map<?, ?> dict)) {
                    throw new ExpressionException("the key " + Values.str(key) + " should point to a dictionary, got " + Values.repr(inner));
                }
                inner = Values.of(Access.key(dict, key));
                if (inner instanceof Undefined) {
                    if (!skipMissing) {
                        throw new ExpressionException("could not find " + Values.repr(key) + " key in iterated item " + Values.repr(dict));
                    }
                    break;
                }
            }
            if (!(inner instanceof Undefined)) {
                requireList(inner, path).forEach(item -> result.add(Tuple.of(element, item)));
            }
        }
        return result;
    }

    private static List<@Nullable Object> requireList(@Nullable Object value, @Nullable Object path) {
        if (!(value instanceof List<?> list)) {
            throw new ExpressionException("the key " + Values.str(path) + " should point to a list, got " + Values.repr(value));
        }
        return Values.cast(list);
    }

    private static @Nullable Object extract(@Nullable Object value, Args a) {
        List<@Nullable Object> keys = new ArrayList<>(Collections.singletonList(value));
        Object more = a.get(1, "morekeys");
        keys.addAll(more instanceof List<?> list ? Values.cast(list) : more == null ? List.of() : List.of(more));
        Object result = a.raw(0, "container");
        if (result instanceof Undefined) {
            return result;
        }
        for (Object key : keys) {
            Object found = Values.of(Access.item(result, key));
            result = found instanceof Undefined undefined ? undefined.with(Access.names(result), -1) : found;
        }
        return result;
    }

    /** The items of a dict as a map from group to members is what {@code rekey_on_member} builds. */
    static Map<@Nullable Object, @Nullable Object> rekey(@Nullable Object value, Args a) {
        Object key = a.required(0, "key");
        String duplicates = a.text(1, "duplicates", "error");
        if (!List.of("error", "overwrite").contains(duplicates)) {
            throw new ExpressionException("'duplicates' is 'error' or 'overwrite', not '" + duplicates + "'");
        }
        boolean overwrite = duplicates.equals("overwrite");
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        for (Object item : value instanceof Map<?, ?> map ? new ArrayList<Object>(map.values()) : Values.list(value)) {
            Object name = Values.of(Access.key(Values.map(item), key));
            if (name instanceof Undefined) {
                throw new ExpressionException("the key " + Values.repr(key) + " was not found in " + Values.repr(item));
            }
            if (!overwrite && result.containsKey(name)) {
                throw new ExpressionException("the key " + Values.repr(name) + " is not unique");
            }
            result.put(name, item);
        }
        return result;
    }
}
