package jplay.tasks.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** From an argument to a component's type. Throws IllegalArgumentException with a message for the user. */
final class Convert {
    private static final Set<String> TRUE = Set.of("yes", "on", "1", "true", "t", "y", "1.0");
    private static final Set<String> FALSE = Set.of("no", "off", "0", "false", "f", "n", "0.0");

    private Convert() {}

    static @Nullable Object to(Parameter parameter, Argument argument) {
        if (parameter.type() == List.class) {
            return list(parameter, argument);
        }
        return one(parameter, parameter.type(), argument);
    }

    /** What stands for no value at all. */
    static @Nullable Object empty(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "boolean" -> false;
            case "int" -> 0;
            case "long" -> 0L;
            case "double" -> 0.0;
            case "List" -> List.of();
            case "Map" -> Map.of();
            default -> null;
        };
    }

    private static List<@Nullable Object> list(Parameter parameter, Argument argument) {
        List<@Nullable Object> items = new ArrayList<>();
        Object value = argument instanceof Argument.Value v ? v.value()
                : argument instanceof Argument.Text t && t.value() instanceof List<?> written ? written : argument;
        if (value instanceof List<?> list) {
            list.forEach(item -> items.add(one(parameter, parameter.element(), Argument.of(item))));
        } else if (parameter.element() == String.class && !(value instanceof Map)) {
            String text = text(argument);
            if (!text.isEmpty()) {
                for (String item : text.split(",", -1)) {
                    items.add(one(parameter, parameter.element(), Argument.text(item.strip())));
                }
            }
        } else {
            items.add(one(parameter, parameter.element(), argument));
        }
        return items;
    }

    private static @Nullable Object one(Parameter parameter, Class<?> type, Argument argument) {
        if (type == Object.class) {
            return Argument.plain(argument);
        }
        if (type == Map.class) {
            return map(argument);
        }
        if (type.isRecord() && type != FileMode.class) {
            return record(type, map(argument), argument);
        }
        String text = text(argument);
        return switch (type.getSimpleName()) {
            case "String" -> choice(parameter, text);
            case "Boolean", "boolean" -> bool(text);
            case "Integer", "int" -> Math.toIntExact(integer(text));
            case "Long", "long" -> integer(text);
            case "Double", "double" -> number(text);
            case "FileMode" -> mode(argument, text);
            default -> constant(type, text);
        };
    }

    private static String text(Argument argument) {
        return switch (argument) {
            case Argument.Text t -> t.text();
            case Argument.Later l -> l.text();
            case Argument.Value(String s) -> s;
            case Argument.Value(Boolean b) -> b ? "True" : "False";
            case Argument.Value(Number n) -> n.toString();
            case Argument.Value(List<?> l) -> throw new IllegalArgumentException("a list stands where a single value is wanted");
            case Argument.Value(Map<?, ?> m) -> throw new IllegalArgumentException("a dict stands where a single value is wanted");
            case Argument.Value v -> String.valueOf(v.value());
        };
    }

    private static Map<String, @Nullable Object> map(Argument argument) {
        if (Argument.plain(argument) instanceof Map<?, ?> given) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            given.forEach((key, value) -> map.put(String.valueOf(key), value));
            return map;
        }
        throw new IllegalArgumentException("a dict is wanted, not '" + text(argument) + "'");
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static Record record(Class<?> type, Map<String, @Nullable Object> plain, Argument argument) {
        Map<String, Argument> arguments = new LinkedHashMap<>();
        Object value = argument instanceof Argument.Value v ? v.value() : plain;
        ((Map<?, ?>) (value instanceof Map ? value : plain)).forEach((k, v) -> arguments.put(String.valueOf(k), Argument.of(v)));
        try {
            return new Binder(type.getSimpleName(), type.asSubclass(Record.class)).bind(arguments);
        } catch (BindException e) {
            throw new IllegalArgumentException(e.getMessage());
        }
    }

    private static String choice(Parameter parameter, String text) {
        List<String> choices = parameter.choices();
        if (!choices.isEmpty() && !choices.contains(text)) {
            throw noChoice(text, choices);
        }
        return text;
    }

    private static Object constant(Class<?> type, String text) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            if (name.equalsIgnoreCase(text.replace('-', '_'))) {
                return constant;
            }
            names.add(name.toLowerCase(Locale.ROOT));
        }
        throw noChoice(text, names);
    }

    private static IllegalArgumentException noChoice(String text, List<String> choices) {
        @Nullable String close = Names.closest(text, choices);
        return new BindError.NoChoice("'" + text + "' is none of " + String.join(", ", choices)
                + (close == null ? "" : "; did you mean '" + close + "'?"), text, choices);
    }

    private static boolean bool(String text) {
        String lower = text.strip().toLowerCase(Locale.ROOT);
        if (TRUE.contains(lower) || FALSE.contains(lower)) {
            return TRUE.contains(lower);
        }
        throw new IllegalArgumentException("'" + text + "' is neither true nor false; write true or false (yes and no do, too)");
    }

    private static long integer(String text) {
        try {
            return Long.parseLong(text.strip().replaceFirst("\\.0$", ""));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no whole number");
        }
    }

    private static double number(String text) {
        try {
            return Double.parseDouble(text.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("'" + text + "' is no number");
        }
    }

    /** An expression that gives a number is the mode in decimal, as in Ansible: {@code "{{ 0o644 }}"} is 420. */
    private static FileMode mode(Argument argument, String text) {
        if (argument instanceof Argument.Value(Number n)) {
            return FileMode.parse(FileMode.format(n.intValue()));
        }
        // A number without a zero before it is decimal, in YAML as in Ansible: 420 is 0644. Only what can but be meant in
        // octal is read so: nobody wants 01204 who writes 644.
        if (argument instanceof Argument.Text(String written, Long n) && !written.startsWith("0") && n <= 07777
                && !written.matches("[0-7]?[4-7][04-7][04-7]")) {
            return FileMode.parse(FileMode.format(n.intValue()));
        }
        return FileMode.parse(text.strip());
    }
}
