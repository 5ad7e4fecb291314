package jplay.runner.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The variables that an expression sees. */
public interface Scope {
    /** The value of a variable (null is None), or {@code Undefined.of(name)} if there is none. */
    @Nullable Object get(String name);

    /** The names of all variables, for messages and the lookup {@code varnames}. */
    Iterable<String> names();

    Environment environment();

    /** A scope over a map. */
    static Scope of(Map<String, ?> variables, Environment environment) {
        return new MapScope(variables, null, environment);
    }

    /** This scope with some variables laid over it. */
    default Scope with(Map<String, ?> variables) {
        return new MapScope(variables, this, environment());
    }

    /** Variables of a map before those of an outer scope. */
    record MapScope(Map<String, ?> variables, @Nullable Scope outer, Environment environment) implements Scope {
        @Override
        public @Nullable Object get(String name) {
            Object value = variables.get(name);
            if (value != null || variables.containsKey(name)) {
                return value;
            }
            return outer != null ? outer.get(name) : Undefined.of(name);
        }

        @Override
        public Iterable<String> names() {
            List<String> names = new ArrayList<>(variables.keySet());
            if (outer != null) {
                outer.names().forEach(names::add);
            }
            return names;
        }
    }
}
