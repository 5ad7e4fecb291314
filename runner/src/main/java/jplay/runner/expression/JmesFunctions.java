package jplay.runner.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JMESPath's functions. */
final class JmesFunctions {
    /** The names with their numbers of arguments; -1 is any from one on. */
    private static final Map<String, Integer> COUNTS = counts("abs 1 avg 1 ceil 1 contains 2 ends_with 2 floor 1 join 2 keys 1 length 1 map 2 "
            + "max 1 max_by 2 merge -1 min 1 min_by 2 not_null -1 reverse 1 sort 1 sort_by 2 starts_with 2 sum 1 to_array 1 to_number 1 "
            + "to_string 1 type 1 values 1");

    private JmesFunctions() {}

    /** An expression as an argument: {@code &name}. */
    record Reference(Jmes expression) implements Jmes {
        @Override
        public Object search(@Nullable Object value) {
            return this;
        }
    }

    private static Map<String, Integer> counts(String table) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        String[] words = table.split(" ");
        for (int i = 0; i < words.length; i += 2) {
            counts.put(words[i], Integer.valueOf(words[i + 1]));
        }
        return counts;
    }

    static Jmes call(String name, List<Jmes> arguments) {
        Integer count = COUNTS.get(name);
        if (count == null) {
            throw new ExpressionException("JMESPath has no function '" + name + "'" + CloseNames.suggestion(name, COUNTS.keySet()));
        }
        if (count >= 0 ? arguments.size() != count : arguments.isEmpty()) {
            throw new ExpressionException("JMESPath's function '" + name + "' takes " + Math.abs(count) + (count < 0 ? " or more" : "")
                    + " arguments, got " + arguments.size());
        }
        return value -> {
            List<@Nullable Object> values = new ArrayList<>();
            arguments.forEach(argument -> values.add(argument.search(value)));
            return apply(name, values);
        };
    }

    private static @Nullable Object apply(String name, List<@Nullable Object> a) {
        Object first = a.get(0);
        return switch (name) {
            case "abs" -> Numbers.real(number(name, first)) < 0 ? Numbers.negate(number(name, first)) : first;
            case "ceil" -> Numbers.toInteger(Math.ceil(Numbers.real(number(name, first))));
            case "floor" -> Numbers.toInteger(Math.floor(Numbers.real(number(name, first))));
            case "avg" -> list(name, first).isEmpty() ? null : Numbers.real(sum(name, first)) / list(name, first).size();
            case "sum" -> sum(name, first);
            case "contains" -> first instanceof String s ? (Object) s.contains(Values.str(a.get(1)))
                    : list(name, first).stream().anyMatch(item -> Values.equal(item, a.get(1)));
            case "starts_with" -> text(name, first).startsWith(text(name, a.get(1)));
            case "ends_with" -> text(name, first).endsWith(text(name, a.get(1)));
            case "join" -> String.join(text(name, first), list(name, a.get(1)).stream().map(item -> text(name, item)).toList());
            case "keys" -> new ArrayList<>(map(name, first).keySet());
            case "values" -> new ArrayList<>(map(name, first).values());
            case "length" -> SequenceFilters.length(first);
            case "map" -> each(list(name, a.get(1)), key(name, first));
            case "merge" -> merge(name, a);
            case "not_null" -> a.stream().filter(item -> item != null).findFirst().orElse(null);
            case "reverse" -> reverse(name, first);
            case "sort", "min", "max" -> ordered(name, list(name, first), Jmes.IDENTITY);
            case "sort_by", "min_by", "max_by" -> ordered(name, list(name, first), key(name, a.get(1)));
            case "to_array" -> first instanceof List<?> ? first : new ArrayList<>(Collections.singletonList(first));
            case "to_number" -> Jmes.isNumber(first) ? first : first instanceof String s ? parsed(s) : null;
            case "to_string" -> first instanceof String ? first : compactJson(first);
            default -> type(first);
        };
    }

    private static String compactJson(@Nullable Object value) {
        JsonWriter writer = new JsonWriter(true, false, null);
        writer.separators(",", ":");
        return writer.write(value);
    }

    private static ExpressionException wrong(String function, String wanted, @Nullable Object value) {
        return new ExpressionException("JMESPath's function '" + function + "' needs " + wanted + ", not " + type(value));
    }

    private static Object number(String function, @Nullable Object value) {
        if (value == null || !Jmes.isNumber(value)) {
            throw wrong(function, "a number", value);
        }
        return value;
    }

    private static String text(String function, @Nullable Object value) {
        if (!(value instanceof String text)) {
            throw wrong(function, "a string", value);
        }
        return text;
    }

    private static List<@Nullable Object> list(String function, @Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            throw wrong(function, "an array", value);
        }
        return Values.cast(list);
    }

    private static Map<@Nullable Object, @Nullable Object> map(String function, @Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw wrong(function, "an object", value);
        }
        return Values.cast(map);
    }

    private static Jmes key(String function, @Nullable Object value) {
        if (!(value instanceof Reference reference)) {
            throw wrong(function, "an expression as '&name'", value);
        }
        return reference.expression();
    }

    private static Object sum(String function, @Nullable Object value) {
        Object sum = 0L;
        for (Object item : list(function, value)) {
            sum = Numbers.add(sum, number(function, item));
        }
        return sum;
    }

    private static List<@Nullable Object> each(List<@Nullable Object> items, Jmes work) {
        List<@Nullable Object> result = new ArrayList<>();
        items.forEach(item -> result.add(work.search(item)));
        return result;
    }

    private static Object merge(String function, List<@Nullable Object> all) {
        Map<@Nullable Object, @Nullable Object> result = new LinkedHashMap<>();
        all.forEach(part -> result.putAll(map(function, part)));
        return result;
    }

    private static Object reverse(String function, @Nullable Object value) {
        if (value instanceof String s) {
            return new StringBuilder(s).reverse().toString();
        }
        List<@Nullable Object> items = new ArrayList<>(list(function, value));
        Collections.reverse(items);
        return items;
    }

    private static @Nullable Object ordered(String function, List<@Nullable Object> items, Jmes key) {
        Comparator<@Nullable Object> order = (x, y) -> Values.compare(key.search(x), key.search(y));
        List<@Nullable Object> sorted = new ArrayList<>(items);
        sorted.sort(order);
        if (function.startsWith("sort")) {
            return sorted;
        }
        return sorted.isEmpty() ? null : function.startsWith("min") ? sorted.get(0) : Collections.max(items, order);
    }

    private static @Nullable Object parsed(String text) {
        try {
            return text.matches("[+-]?\\d{1,18}") ? (Object) Long.valueOf(text) : (Object) Double.valueOf(text);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String type(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case Boolean b -> "boolean";
            case String s -> "string";
            case List<?> l -> "array";
            case Map<?, ?> m -> "object";
            case Reference r -> "expression";
            default -> "number";
        };
    }
}
