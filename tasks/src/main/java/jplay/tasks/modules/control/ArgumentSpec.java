package jplay.tasks.modules.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A specification of arguments, and what is wrong with some by it. Errors read as Ansible's do. */
final class ArgumentSpec {
    private static final Set<String> BOOLEANS = Set.of("y", "yes", "on", "1", "true", "t", "n", "no", "off", "0", "false", "f");
    private final Map<String, ?> spec;
    private final String parent;
    private final List<String> errors = new ArrayList<>();

    ArgumentSpec(Map<String, ?> spec) {
        this(spec, "");
    }

    private ArgumentSpec(Map<String, ?> spec, String parent) {
        this.spec = spec;
        this.parent = parent;
    }

    List<String> errors(Map<?, ?> given) {
        String where = parent.isEmpty() ? "" : " found in " + parent;
        String missing = spec.entrySet().stream()
                .filter(entry -> given.get(entry.getKey()) == null && isTrue(of(entry.getValue()).get("required")))
                .map(Map.Entry::getKey).sorted().collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            errors.add("missing required arguments: " + missing + where);
        }
        if (!parent.isEmpty()) {
            String unknown = given.keySet().stream().map(String::valueOf).filter(name -> !spec.containsKey(name))
                    .map(name -> parent + "." + name).sorted().collect(Collectors.joining(", "));
            if (!unknown.isEmpty()) {
                errors.add(unknown + ". Supported parameters include: "
                        + spec.keySet().stream().sorted().collect(Collectors.joining(", ")) + ".");
            }
        }
        spec.forEach((name, rule) -> {
            @Nullable Object value = given.get(name);
            if (value != null) {
                argument(name, of(rule), value);
            }
        });
        return errors;
    }

    private void argument(String name, Map<?, ?> rule, Object value) {
        String type = rule.get("type") instanceof String given ? given : rule.get("options") == null ? "str" : "dict";
        @Nullable String wrong = unfit(type, value);
        if (wrong != null) {
            errors.add("argument '" + name + "' is of type " + python(value) + found() + " and we were unable to convert to " + type + ": " + wrong);
            return;
        }
        List<?> values = type.equals("list") ? list(value) : List.of(value);
        if (rule.get("elements") instanceof String elements) {
            elements(name, elements, values);
        }
        if (rule.get("choices") instanceof List<?> choices) {
            choices(name, choices, values);
        }
        if (rule.get("options") instanceof Map<?, ?> options) {
            values.forEach(each -> {
                if (each instanceof Map<?, ?> dict) {
                    errors.addAll(new ArgumentSpec(strings(options), parent.isEmpty() ? name : parent + " -> " + name).errors(dict));
                }
            });
        }
    }

    private void elements(String name, String type, List<?> values) {
        for (Object each : values) {
            @Nullable String wrong = each == null ? null : unfit(type, each);
            if (wrong != null) {
                errors.add("Elements value for option '" + name + "'" + found() + " is of type " + python(each)
                        + " and we were unable to convert to " + type + ": " + wrong);
            }
        }
    }

    private void choices(String name, List<?> choices, List<?> values) {
        Set<String> known = choices.stream().map(ArgumentSpec::word).collect(Collectors.toSet());
        String others = values.stream().map(ArgumentSpec::word).filter(each -> !known.contains(each)).collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            String all = choices.stream().map(ArgumentSpec::word).collect(Collectors.joining(", "));
            errors.add("value of " + name + " must be one" + (values.size() > 1 ? " or more of: " : " of: ") + all + ", got"
                    + (values.size() > 1 ? " no match for: " : ": ") + others + found());
        }
    }

    private String found() {
        return parent.isEmpty() ? "" : " found in '" + parent + "'";
    }

    /** Why a value is not of a type, nor can be made one; null where it can. */
    private static @Nullable String unfit(String type, Object value) {
        String text = String.valueOf(value).strip();
        boolean fits = switch (type) {
            case "int" -> value instanceof Long || value instanceof Integer || value instanceof String && text.matches("[+-]?\\d+")
                    || value instanceof Double d && d == Math.rint(d);
            case "float" -> value instanceof Number || value instanceof String && text.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
            case "bool" -> value instanceof Boolean || BOOLEANS.contains(text.toLowerCase(Locale.ROOT));
            case "list" -> value instanceof List<?> || value instanceof String || value instanceof Number;
            case "dict" -> value instanceof Map<?, ?> || value instanceof String && (text.startsWith("{") || text.contains("="));
            case "bytes", "bits" -> value instanceof Number || text.matches("[0-9.]+ *[A-Za-z]*");
            default -> true;
        };
        String article = type.equals("int") ? "an" : "a";
        return fits ? null : type.equals("bool")
                ? "The value '" + text + "' is not a valid boolean.  Valid booleans include: 0, 1, '1', '0', 'on', 'f', 'false', 'true', 'n', 'y', 't', 'yes', 'off', 'no'"
                : python(value) + " cannot be converted to " + article + " " + type;
    }

    private static String python(@Nullable Object value) {
        return "<class '" + switch (value) {
            case null -> "NoneType";
            case String s -> "str";
            case Boolean b -> "bool";
            case Double d -> "float";
            case Number n -> "int";
            case List<?> list -> "list";
            case Map<?, ?> map -> "dict";
            default -> "str";
        } + "'>";
    }

    private static List<?> list(Object value) {
        return value instanceof List<?> list ? list : value instanceof String text ? List.of(text.split(",")) : List.of(value);
    }

    private static String word(@Nullable Object value) {
        return value instanceof Boolean truth ? truth ? "True" : "False" : String.valueOf(value);
    }

    private static boolean isTrue(@Nullable Object value) {
        return value != null && Set.of("true", "yes", "on", "1").contains(String.valueOf(value).toLowerCase(Locale.ROOT));
    }

    private static Map<?, ?> of(@Nullable Object rule) {
        return rule instanceof Map<?, ?> map ? map : Map.of();
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> all = new java.util.LinkedHashMap<>();
        map.forEach((key, value) -> all.put(String.valueOf(key), value));
        return all;
    }
}
