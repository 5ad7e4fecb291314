package jplay.runner.template;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.expression.Environment;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Undefined;
import org.jspecify.annotations.Nullable;

/** The variables that a template has set at some place, before those it was given. */
final class Frame implements Scope {
    private final Rendering rendering;
    private final @Nullable Frame outer;
    private final Map<String, @Nullable Object> variables;

    Frame(Rendering rendering, @Nullable Frame outer, Map<String, @Nullable Object> variables) {
        this.rendering = rendering;
        this.outer = outer;
        this.variables = variables;
    }

    /** A frame for what is set within a loop, a macro or the like. */
    Frame inner() {
        return new Frame(rendering, this, new HashMap<>());
    }

    Rendering rendering() {
        return rendering;
    }

    void set(String name, @Nullable Object value) {
        variables.put(name, value);
    }

    @Override
    public @Nullable Object get(String name) {
        for (Frame frame = this; frame != null; frame = frame.outer) {
            Object value = frame.variables.get(name);
            if (value != null || frame.variables.containsKey(name)) {
                return value;
            }
        }
        Object given = rendering.base().get(name);
        return given instanceof Undefined && name.equals("self") && rendering.hasBlocks() ? new Inheritance.Self(rendering) : given;
    }

    @Override
    public Iterable<String> names() {
        List<String> names = new ArrayList<>();
        for (Frame frame = this; frame != null; frame = frame.outer) {
            names.addAll(frame.variables.keySet());
        }
        rendering.base().names().forEach(names::add);
        return names;
    }

    @Override
    public Environment environment() {
        return rendering.base().environment();
    }
}
