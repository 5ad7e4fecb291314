package jplay.runner.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Jinja2's filters on lists. */
final class SequenceFilters {
    static final String NAMES = "first last length count list reverse join sum max min sort batch slice map select reject selectattr "
            + "rejectattr groupby";

    private SequenceFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "first" -> (v, a) -> end(Values.list(v), true);
            case "last" -> (v, a) -> end(Values.list(v), false);
            case "length", "count" -> (v, a) -> length(v);
            case "list" -> (v, a) -> new ArrayList<>(Values.list(v));
            case "reverse" -> (v, a) -> reverse(v);
            case "join" -> SequenceFilters::join;
            case "sum" -> SequenceFilters::sum;
            case "max" -> (v, a) -> extreme(v, a, 1);
            case "min" -> (v, a) -> extreme(v, a, -1);
            case "sort" -> SequenceFilters::sort;
            case "batch" -> SequenceFilters::batch;
            case "slice" -> SequenceFilters::slice;
            case "map" -> SequenceFilters::map;
            case "select" -> (v, a) -> Selecting.select(v, a, true);
            case "reject" -> (v, a) -> Selecting.select(v, a, false);
            case "selectattr" -> (v, a) -> Selecting.selectByAttribute(v, a, true);
            case "rejectattr" -> (v, a) -> Selecting.selectByAttribute(v, a, false);
            case "groupby" -> SequenceFilters::groupBy;
            default -> null;
        };
    }

    private static @Nullable Object end(List<@Nullable Object> items, boolean first) {
        if (items.isEmpty()) {
            return Undefined.because("", "there is no " + (first ? "first" : "last") + " item, the sequence is empty");
        }
        return items.get(first ? 0 : items.size() - 1);
    }

    static long length(@Nullable Object value) {
        return switch (value) {
            case String s -> s.codePointCount(0, s.length());
            case Map<?, ?> map -> map.size();
            case java.util.Collection<?> c -> c.size();
            case null, default -> throw new ExpressionException(Values.type(value) + " has no length");
        };
    }

    private static Object reverse(@Nullable Object value) {
        if (value instanceof String s) {
            return new StringBuilder(s).reverse().toString();
        }
        List<@Nullable Object> items = new ArrayList<>(Values.list(value));
        Collections.reverse(items);
        return items;
    }

    private static String join(@Nullable Object value, Args a) {
        String separator = a.text(0, "d", "");
        Object attribute = a.get(1, "attribute");
        StringBuilder out = new StringBuilder();
        int n = 0;
        for (Object item : Values.list(value)) {
            out.append(n++ == 0 ? "" : separator).append(Values.str(attribute == null ? item : Selecting.attribute(item, attribute)));
        }
        return out.toString();
    }

    private static @Nullable Object sum(@Nullable Object value, Args a) {
        Object attribute = a.get(0, "attribute");
        Object total = a.get(1, "start", 0L);
        for (Object item : Values.list(value)) {
            Object part = Values.of(Values.require(attribute == null ? item : Selecting.attribute(item, attribute)));
            total = Operators.binary("+", total, part);
        }
        return total;
    }

    private static @Nullable Object extreme(@Nullable Object value, Args a, int sign) {
        List<@Nullable Object> items = Values.list(value);
        if (items.isEmpty()) {
            return Undefined.because("", "an empty sequence has no " + (sign > 0 ? "max" : "min"));
        }
        Comparator<@Nullable Object> order = Selecting.order(a.get(1, "attribute"), a.flag(0, "case_sensitive", false));
        Object best = items.get(0);
        for (Object item : items) {
            if (order.compare(item, best) * sign > 0) {
                best = item;
            }
        }
        return best;
    }

    private static Object sort(@Nullable Object value, Args a) {
        List<@Nullable Object> items = new ArrayList<>(Values.list(value));
        Comparator<@Nullable Object> order = Selecting.order(a.get(2, "attribute"), a.flag(1, "case_sensitive", false));
        items.sort(a.flag(0, "reverse", false) ? order.reversed() : order);
        return items;
    }

    private static Object batch(@Nullable Object value, Args a) {
        int size = a.count(0, "linecount", 1);
        List<@Nullable Object> batches = new ArrayList<>();
        List<@Nullable Object> batch = new ArrayList<>();
        for (Object item : Values.list(value)) {
            if (batch.size() == size) {
                batches.add(batch);
                batch = new ArrayList<>();
            }
            batch.add(item);
        }
        Object fill = a.get(1, "fill_with");
        while (!batch.isEmpty() && fill != null && batch.size() < size) {
            batch.add(fill);
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static Object slice(@Nullable Object value, Args a) {
        List<@Nullable Object> items = Values.list(value);
        int slices = a.count(0, "slices", 1);
        Object fill = a.get(1, "fill_with");
        int size = items.size() / slices;
        int larger = items.size() % slices;
        List<@Nullable Object> result = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < slices; i++) {
            int to = from + size + (i < larger ? 1 : 0);
            List<@Nullable Object> part = new ArrayList<>(items.subList(from, to));
            if (fill != null && i >= larger) {
                part.add(fill);
            }
            result.add(part);
            from = to;
        }
        return result;
    }

    private static Object map(@Nullable Object value, Args a) {
        List<@Nullable Object> result = new ArrayList<>();
        Object attribute = a.size() == 0 ? a.get(-1, "attribute") : null;
        if (a.size() == 0 && attribute == null) {
            throw new ExpressionException("needs the name of a filter, or attribute=");
        }
        String filter = attribute == null ? a.text(0, "filter") : "";
        Args rest = a.from(1);
        for (Object item : Values.list(value)) {
            Object mapped = attribute == null ? Filters.apply(filter, item, rest) : Selecting.attribute(item, attribute);
            result.add(mapped instanceof Undefined && a.has(-1, "default") ? a.get(-1, "default") : mapped);
        }
        return result;
    }

    private static Object groupBy(@Nullable Object value, Args a) {
        Object attribute = a.required(0, "attribute");
        boolean sensitive = a.flag(2, "case_sensitive", false);
        Map<@Nullable Object, List<@Nullable Object>> groups = new TreeMap<>(Values::compare);
        for (Object item : Values.list(value)) {
            Object key = Selecting.attribute(item, attribute);
            Object group = key instanceof Undefined && a.has(1, "default") ? a.get(1, "default") : Values.require(key);
            groups.computeIfAbsent(Selecting.folded(group, sensitive), k -> new ArrayList<>()).add(Tuple.of(group, item));
        }
        List<@Nullable Object> result = new ArrayList<>();
        for (List<@Nullable Object> members : groups.values()) {
            List<@Nullable Object> items = new ArrayList<>();
            members.forEach(member -> items.add(Values.list(member).get(1)));
            result.add(Tuple.of(Values.list(members.get(0)).get(0), items).labelled("grouper", "list"));
        }
        return result;
    }
}
