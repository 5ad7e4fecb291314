package jplay.tasks.bind;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An argument of a task, as far as it is known. */
public sealed interface Argument {

    /**
     * A plain scalar of the YAML: its text, for components with a type of their own ({@code mode: 0644} is the text
     * {@code 0644}), and YAML's value, for those of type Object. Also stands inside lists and maps of a {@link Value}.
     */
    record Text(String text, @Nullable Object value) implements Argument {}

    /** A list, a map, or the typed result of an expression. */
    record Value(@Nullable Object value) implements Argument {}

    /** Contains an expression that has not been evaluated; {@code text} is its text. Only in checks before a run. */
    record Later(String text) implements Argument {}

    static Argument text(String text) {
        return new Text(text, text);
    }

    static Argument of(@Nullable Object value) {
        return value instanceof Argument a ? a : new Value(value);
    }

    /** Plain values all the way down. */
    static @Nullable Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> null;
            case Text t -> t.value();
            case Value v -> plain(v.value());
            case Later l -> l.text();
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>(list.size());
                list.forEach(item -> copy.add(plain(item)));
                yield copy;
            }
            case Map<?, ?> map -> {
                Map<Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(key, plain(item)));
                yield copy;
            }
            default -> value;
        };
    }
}
