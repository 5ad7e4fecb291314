package jplay.runner.vars;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.source.Node;
import jplay.runner.source.Value;
import org.jspecify.annotations.Nullable;

/**
 * Variables from one place. Layers are shared between hosts and tasks.
 *
 * @param values may be a live view, as that of set_fact is
 */
public record Layer(Level level, Map<String, Value> values) {

    /** A dict of YAML; null makes an empty layer. */
    public static Layer of(Level level, Node.@Nullable Dict dict) {
        return new Layer(level, dict == null ? Map.of() : values(dict));
    }

    /** Variables as {@code vars:} has them: a dict, or a list of dicts. */
    public static Layer of(Level level, List<Node.Dict> dicts) {
        Map<String, Value> values = new LinkedHashMap<>();
        dicts.forEach(dict -> values.putAll(values(dict)));
        return new Layer(level, Collections.unmodifiableMap(values));
    }

    /** Final values, such as {@code item} or facts. */
    public static Layer of(Level level, Map<String, ? extends @Nullable Object> values, String origin) {
        Map<String, Value> made = new LinkedHashMap<>();
        values.forEach((name, value) -> made.put(name, Value.of(value, origin)));
        return new Layer(level, Collections.unmodifiableMap(made));
    }

    static Map<String, Value> values(Node.Dict dict) {
        Map<String, Value> values = new LinkedHashMap<>(dict.entries().size() * 2);
        dict.entries().forEach(entry -> values.put(entry.key().text(), Value.of(entry.value())));
        return Collections.unmodifiableMap(values);
    }

    boolean isEmpty() {
        return values.isEmpty();
    }
}
