package jplay.tasks.modules.files;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values as text, in Python's spelling. */
final class Json {
    private Json() {}

    /** A string as it is, a list or dict as JSON, anything else as Python prints it. */
    static String text(@Nullable Object value) {
        return switch (value) {
            case List<?> list -> json(list);
            case Map<?, ?> map -> json(map);
            case null -> "";
            case Boolean b -> b ? "True" : "False";
            default -> value.toString();
        };
    }

    private static String json(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case List<?> list -> list.stream().map(Json::json).collect(Collectors.joining(", ", "[", "]"));
            case Map<?, ?> map -> map.entrySet().stream()
                    .map(e -> quote(String.valueOf(e.getKey())) + ": " + json(e.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
            case Boolean b -> b.toString();
            case Number n -> n.toString();
            default -> quote(value.toString());
        };
    }

    private static String quote(String text) {
        StringBuilder out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> out.append(c >= ' ' && c < 127 ? String.valueOf(c) : String.format("\\u%04x", (int) c));
            }
        }
        return out.append('"').toString();
    }
}
