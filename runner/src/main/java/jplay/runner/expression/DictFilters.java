package jplay.runner.expression;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Filters on dicts. */
final class DictFilters {
    static final String NAMES = "combine dict2items items2dict dictsort items rekey_on_member dict";

    private DictFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "combine" -> DictFilters::combine;
            case "dict2items" -> DictFilters::toItems;
            case "items2dict" -> DictFilters::fromItems;
            case "dictsort" -> DictFilters::sort;
            case "items" -> (v, a) -> v instanceof Undefined ? new ArrayList<>() : DictMethods.items(Values.map(v));
            case "rekey_on_member" -> SetFilters::rekey;
            case "dict" -> (v, a) -> Globals.dict(Args.of(a.scope(), v));
            default -> null;
        };
    }

    private static Object combine(@Nullable Object value, Args a) {
        boolean recursive = a.flag(-1, "recursive", false);
        String listMerge = a.text(-1, "list_merge", "replace");
        if (!List.of("replace", "keep", "append", "prepend", "append_rp", "prepend_rp").contains(listMerge)) {
            throw new ExpressionException("list_merge is 'replace', 'keep', 'append', 'prepend', 'append_rp' or 'prepend_rp', not '"
                    + listMerge + "'");
        }
        List<@Nullable Object> all = new ArrayList<>();
        all.add(value);
        a.positional().forEach(part -> all.add(Values.require(part)));
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        for (Object part : SetFilters.flatten(all, -1, false)) {
            if (!(part instanceof Map<?, ?> map)) {
                throw new ExpressionException("failed to combine variables, expected dicts but got " + Values.type(part));
            }
            result = Merge.merge(result, Values.map(map), recursive, listMerge);
        }
        return result;
    }

    private static Object toItems(@Nullable Object value, Args a) {
        String key = a.text(0, "key_name", "key");
        String item = a.text(1, "value_name", "value");
        if (!(value instanceof Map<?, ?>)) {
            throw new ExpressionException("dict2items requires a dictionary, not " + Values.type(value));
        }
        List<@Nullable Object> items = new ArrayList<>();
        Values.map(value).forEach((k, v) -> {
            Map<@Nullable Object, @Nullable Object> entry = new LinkedHashMap<>();
            entry.put(key, k);
            entry.put(item, v);
            items.add(entry);
        });
        return items;
    }

    private static Object fromItems(@Nullable Object value, Args a) {
        String key = a.text(0, "key_name", "key");
        String item = a.text(1, "value_name", "value");
        if (!(value instanceof List<?> list)) {
            throw new ExpressionException("items2dict requires a list, of dicts, not " + Values.type(value));
        }
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        for (Object entry : list) {
            if (!(entry instanceof Map<?, ?> given)) {
                throw new ExpressionException("items2dict requires a list of dictionaries, not of " + Values.type(entry));
            }
            Map<@Nullable Object, @Nullable Object> map = Values.map(given);
            if (!map.containsKey(key) || !map.containsKey(item)) {
                throw new ExpressionException("items2dict requires each dictionary in the list to contain the keys '" + key + "' and '"
                        + item + "', not " + Values.repr(given));
            }
            result.put(Values.require(Access.key(map, key)), Values.require(Access.key(map, item)));
        }
        return result;
    }

    private static Object sort(@Nullable Object value, Args a) {
        boolean sensitive = a.flag(0, "case_sensitive", false);
        int by = a.text(1, "by", "key").equals("value") ? 1 : 0;
        Comparator<@Nullable Object> order = (x, y) -> Values.compare(part(x, by, sensitive), part(y, by, sensitive));
        List<@Nullable Object> items = DictMethods.items(Values.map(value));
        items.sort(a.flag(2, "reverse", false) ? order.reversed() : order);
        return items;
    }

    private static @Nullable Object part(@Nullable Object pair, int index, boolean sensitive) {
        return Selecting.folded(Values.list(pair).get(index), sensitive);
    }
}
