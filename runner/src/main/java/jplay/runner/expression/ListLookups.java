package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lookups that rearrange the values they are given. */
final class ListLookups {
    static final String NAMES = "items list dict sequence nested cartesian together flattened indexed_items random_choice subelements";

    private static final Pattern SEQUENCE = Pattern.compile(
            "(?:(0?x?[0-9a-f]+)-)?(0?x?[0-9a-f]+)(?:/(0?x?[0-9a-f]+))?(?::(.+))?", Pattern.CASE_INSENSITIVE);

    private ListLookups() {}

    static @Nullable Lookup find(String name) {
        return switch (name) {
            case "items" -> (terms, o, s) -> SetFilters.flatten(terms, 1, false);
            case "list" -> (terms, o, s) -> terms;
            case "dict" -> (terms, o, s) -> dict(terms, s);
            case "sequence" -> (terms, o, s) -> sequence(terms, o);
            case "nested", "cartesian" -> (terms, o, s) -> nested(terms);
            case "together" -> (terms, o, s) -> together(terms);
            case "flattened" -> (terms, o, s) -> SetFilters.flatten(terms, -1, true);
            case "indexed_items" -> (terms, o, s) -> indexed(SetFilters.flatten(terms, 1, false));
            case "random_choice" -> (terms, o, s) -> random(terms);
            case "subelements" -> (terms, o, s) -> subelements(terms, o);
            default -> null;
        };
    }

    private static List<@Nullable Object> dict(List<@Nullable Object> terms, Scope scope) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object term : SetFilters.flatten(terms, -1, false)) {
            if (!(term instanceof Map<?, ?>)) {
                throw new ExpressionException("with_dict expects a dict, not " + Values.type(term));
            }
            result.addAll(Values.list(Filters.apply("dict2items", term, Args.none(scope))));
        }
        return result;
    }

    private static List<@Nullable Object> nested(List<@Nullable Object> terms) {
        List<@Nullable Object> rows = new ArrayList<>();
        for (Object row : SetFilters.cartesian(lists(terms))) {
            rows.add(SetFilters.flatten(Values.list(row), 1, false));
        }
        return rows;
    }

    private static List<List<@Nullable Object>> lists(List<@Nullable Object> terms) {
        if (terms.isEmpty()) {
            throw new ExpressionException("needs at least one list");
        }
        List<List<@Nullable Object>> lists = new ArrayList<>();
        terms.forEach(term -> lists.add(term instanceof String s ? List.of(s) : Values.list(term)));
        return lists;
    }

    private static List<@Nullable Object> together(List<@Nullable Object> terms) {
        List<List<@Nullable Object>> lists = lists(terms);
        int size = lists.stream().mapToInt(List::size).max().orElse(0);
        List<@Nullable Object> rows = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            List<@Nullable Object> row = new ArrayList<>();
            for (List<@Nullable Object> list : lists) {
                Object item = i < list.size() ? list.get(i) : null;
                row.addAll(item instanceof List<?> inner ? inner : java.util.Collections.singletonList(item));
            }
            rows.add(row);
        }
        return rows;
    }

    private static List<@Nullable Object> indexed(List<@Nullable Object> items) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object item : items) {
            result.add(Tuple.of((long) result.size(), item));
        }
        return result;
    }

    private static List<@Nullable Object> random(List<@Nullable Object> terms) {
        List<@Nullable Object> one = new ArrayList<>();
        if (!terms.isEmpty()) {
            one.add(terms.get((int) PythonRandom.seeded(null).below(terms.size())));
        }
        return one;
    }

    private static List<@Nullable Object> subelements(List<@Nullable Object> terms, Map<String, @Nullable Object> options) {
        if (terms.size() < 2 || terms.size() > 3) {
            throw new ExpressionException("subelements lookup expects a list of two or three items: the elements, a key, flags");
        }
        if (!(terms.get(0) instanceof Map<?, ?> || terms.get(0) instanceof List<?>) || !(terms.get(1) instanceof String)) {
            throw new ExpressionException("subelements lookup expects a dictionary or a list and a key,"
                    + " that is first a dict or a list, second a string pointing to the subkey");
        }
        if (terms.size() > 2 && !(terms.get(2) instanceof Map<?, ?>)) {
            throw new ExpressionException("the optional third item must be a dict with flags: skip_missing");
        }
        Object flags = terms.size() > 2 ? terms.get(2) : options;
        List<@Nullable Object> elements = new ArrayList<>();
        boolean none = terms.get(0) instanceof Map<?, ?> all && isSkipped(all);
        for (Object element : none ? List.of() : terms.get(0) instanceof Map<?, ?> all ? all.values() : Values.list(terms.get(0))) {
            if (!(element instanceof Map<?, ?> dict)) {
                throw new ExpressionException("subelements lookup expects a dictionary, not " + Values.type(element));
            }
            if (!isSkipped(dict)) {
                elements.add(dict);
            }
        }
        List<@Nullable Object> pairs = SetFilters.subelements(elements, terms.get(1), Values.truth(Values.map(flags).get("skip_missing")));
        Object path = terms.get(1);
        List<@Nullable Object> keys = path instanceof String s ? Texts.split(s, ".", -1) : Values.list(path);
        List<@Nullable Object> result = new ArrayList<>();
        pairs.forEach(pair -> result.add(Tuple.of(without(Values.list(pair).get(0), keys), Values.list(pair).get(1))));
        return result;
    }

    /** The result of a task that was skipped. */
    private static boolean isSkipped(Map<?, ?> element) {
        return Values.truth(element.get("skipped"));
    }

    /** Ansible takes the inner list out of the element that it pairs with the inner items. */
    private static Map<@Nullable Object, @Nullable Object> without(@Nullable Object element, List<@Nullable Object> keys) {
        Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>(Values.map(element));
        if (keys.size() == 1) {
            copy.remove(keys.get(0));
        } else {
            copy.put(keys.get(0), without(copy.get(keys.get(0)), keys.subList(1, keys.size())));
        }
        return copy;
    }

    private static List<@Nullable Object> sequence(List<@Nullable Object> terms, Map<String, @Nullable Object> options) {
        List<@Nullable Object> result = new ArrayList<>();
        for (Object term : terms.isEmpty() ? List.of("") : terms) {
            Map<String, @Nullable Object> settings = new LinkedHashMap<>(options);
            settings.putAll(settings(Values.str(term).strip()));
            series(settings, result);
        }
        return result;
    }

    private static Map<String, @Nullable Object> settings(String term) {
        Map<String, @Nullable Object> settings = new LinkedHashMap<>();
        Matcher m = SEQUENCE.matcher(term);
        if (!term.contains("=") && m.matches()) {
            String[] names = {"start", "end", "stride", "format"};
            for (int i = 0; i < names.length; i++) {
                if (m.group(i + 1) != null) {
                    settings.put(names[i], m.group(i + 1));
                }
            }
            return settings;
        }
        settings.putAll(KeyValues.parse(term).options());
        return settings;
    }

    private static void series(Map<String, @Nullable Object> settings, List<@Nullable Object> result) {
        for (String name : settings.keySet()) {
            if (!List.of("start", "end", "count", "stride", "format").contains(name)) {
                throw new ExpressionException("unknown setting '" + name + "'");
            }
        }
        long start = number(settings, "start", 1);
        long stride = number(settings, "stride", 1);
        boolean counted = settings.get("count") != null;
        if (counted == (settings.get("end") != null)) {
            throw new ExpressionException("needs either 'count' or 'end'");
        }
        long end = counted ? start + stride * (number(settings, "count", 0) - 1) : number(settings, "end", 0);
        if (counted && number(settings, "count", 0) == 0) {
            return;
        }
        if (stride == 0 || stride > 0 && end < start || stride < 0 && end > start) {
            throw new ExpressionException("a stride of " + stride + " does not lead from " + start + " to " + end);
        }
        String format = Values.str(settings.getOrDefault("format", "%d"));
        for (long i = start; stride > 0 ? i <= end : i >= end; i += stride) {
            result.add(PrintfFormat.format(format, i));
        }
    }

    private static long number(Map<String, @Nullable Object> settings, String name, long otherwise) {
        Object value = settings.get(name);
        if (!(value instanceof String text)) {
            return value == null ? otherwise : Numbers.toLong(value, name);
        }
        try {
            boolean octal = text.matches("-?0[0-7]+");
            return octal ? Long.parseLong(text, 8) : Long.decode(text);
        } catch (NumberFormatException e) {
            throw new ExpressionException("'" + name + "' is no number: '" + text + "'");
        }
    }
}
