package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of dict; keys, values and items are lists. */
final class DictMethods {
    static final Set<String> NAMES = Set.of("clear", "copy", "fromkeys", "get", "items", "keys", "pop", "popitem", "setdefault", "update",
            "values", "iteritems", "__len__", "__getitem__", "__setitem__", "__delitem__", "__contains__");

    private DictMethods() {}

    static @Nullable Object call(Map<@Nullable Object, @Nullable Object> map, String name, Args a) {
        return switch (name) {
            case "get" -> get(map, a.get(0, "key"), a.raw(1, "default"));
            case "items", "iteritems" -> items(map);
            case "keys" -> new ArrayList<>(map.keySet());
            case "values" -> new ArrayList<>(map.values());
            case "copy" -> new LinkedHashMap<>(map);
            case "pop" -> pop(map, a);
            case "popitem" -> popItem(map);
            case "setdefault" -> setDefault(map, a.get(0, "key"), a.get(1, "default"));
            case "fromkeys" -> fromKeys(a);
            case "__len__" -> (long) map.size();
            case "__getitem__" -> Values.require(Access.key(map, a.get(0, "key")));
            case "__contains__" -> Operators.contains(map, a.get(0, "key"));
            default -> {
                change(map, name, a);
                yield null;
            }
        };
    }

    private static void change(Map<@Nullable Object, @Nullable Object> map, String name, Args a) {
        switch (name) {
            case "clear" -> map.clear();
            case "update" -> update(map, a);
            case "__setitem__" -> map.put(a.get(0, "key"), a.get(1, "value"));
            default -> {
                Values.require(Access.key(map, a.get(0, "key")));
                map.remove(a.get(0, "key"));
            }
        }
    }

    private static @Nullable Object get(Map<?, ?> map, @Nullable Object key, @Nullable Object otherwise) {
        Object value = Access.key(map, key);
        return value instanceof Undefined ? otherwise : value;
    }

    static List<@Nullable Object> items(Map<?, ?> map) {
        List<@Nullable Object> items = new ArrayList<>(map.size());
        map.forEach((k, v) -> items.add(Tuple.of(k, v)));
        return items;
    }

    private static @Nullable Object pop(Map<@Nullable Object, @Nullable Object> map, Args a) {
        Object key = a.get(0, "key");
        if (!map.containsKey(key)) {
            return a.has(1, "default") ? a.get(1, "default") : Values.require(Access.key(map, key));
        }
        return map.remove(key);
    }

    private static Tuple popItem(Map<@Nullable Object, @Nullable Object> map) {
        Object last = null;
        for (Object key : map.keySet()) {
            last = key;
        }
        if (map.isEmpty()) {
            throw new ExpressionException("the dict is empty");
        }
        return Tuple.of(last, map.remove(last));
    }

    private static @Nullable Object setDefault(Map<@Nullable Object, @Nullable Object> map, @Nullable Object key, @Nullable Object value) {
        if (!map.containsKey(key)) {
            map.put(key, value);
        }
        return map.get(key);
    }

    private static Map<@Nullable Object, @Nullable Object> fromKeys(Args a) {
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        Values.list(a.required(0, "iterable")).forEach(key -> map.put(key, a.get(1, "value")));
        return map;
    }

    static void update(Map<@Nullable Object, @Nullable Object> map, Args a) {
        Object other = a.get(0, "other");
        if (other instanceof Map<?, ?> more) {
            map.putAll(more);
        } else if (other != null) {
            for (Object pair : Values.list(other)) {
                List<@Nullable Object> entry = Values.list(pair);
                if (entry.size() != 2) {
                    throw new ExpressionException("a dict is made of pairs, not of " + Values.repr(pair));
                }
                map.put(entry.get(0), entry.get(1));
            }
        }
        map.putAll(a.named());
    }
}
