package jplay.runner.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The methods of list, and those of tuple among them. */
final class ListMethods {
    static final Set<String> NAMES = Set.of("append", "clear", "copy", "count", "extend", "index", "insert", "pop", "remove", "reverse",
            "sort", "__len__", "__getitem__", "__setitem__", "__delitem__", "__contains__", "__add__");

    private ListMethods() {}

    static @Nullable Object call(List<@Nullable Object> list, String name, Args a) {
        switch (name) {
            case "append" -> list.add(a.required(0, "object"));
            case "extend" -> list.addAll(new ArrayList<>(Values.list(a.required(0, "iterable"))));
            case "insert" -> list.add(position(list, a.integer(0, "index")), a.required(1, "object"));
            case "clear" -> list.clear();
            case "reverse" -> Collections.reverse(list);
            case "remove" -> list.remove(indexOf(list, a));
            case "sort" -> list.sort(a.flag(-1, "reverse", false) ? order().reversed() : order());
            case "__setitem__" -> list.set(index(list, a), a.get(1, "value"));
            case "__delitem__" -> list.remove(index(list, a));
            default -> {
                return read(list, name, a);
            }
        }
        return null;
    }

    private static @Nullable Object read(List<@Nullable Object> list, String name, Args a) {
        return switch (name) {
            case "copy" -> new ArrayList<>(list);
            case "count" -> list.stream().filter(item -> Values.equal(item, a.get(0, "value"))).count();
            case "index" -> (long) indexOf(list, a);
            case "pop" -> list.remove(a.size() == 0 ? list.size() - 1 : index(list, a));
            case "__len__" -> (long) list.size();
            case "__getitem__" -> list.get(index(list, a));
            case "__add__" -> Operators.binary("+", list, a.get(0, "value"));
            default -> Operators.contains(list, a.get(0, "key"));
        };
    }

    private static Comparator<@Nullable Object> order() {
        return Values::compare;
    }

    private static int position(List<?> list, long index) {
        return (int) Math.max(0, Math.min(list.size(), index < 0 ? index + list.size() : index));
    }

    private static int index(List<?> list, Args a) {
        long index = a.integer(0, "index");
        long from = index < 0 ? index + list.size() : index;
        if (from < 0 || from >= list.size()) {
            throw new ExpressionException("the list has no item " + index + ", it has " + list.size());
        }
        return (int) from;
    }

    private static int indexOf(List<?> list, Args a) {
        Object wanted = a.required(0, "value");
        for (int i = a.count(1, "start", 0); i < list.size(); i++) {
            if (Values.equal(list.get(i), wanted)) {
                return i;
            }
        }
        throw new ExpressionException(Values.repr(wanted) + " is not in the list");
    }
}
