package jplay.runner.execute;

import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Undefined;
import org.jspecify.annotations.Nullable;

/** The variables that nobody sets: names of hosts, groups and places, made when they are looked at. */
final class MagicVars {
    private final Map<String, Supplier<@Nullable Object>> makers;

    MagicVars(Map<String, Supplier<@Nullable Object>> makers) {
        this.makers = makers;
    }

    /** The value, or Undefined where there is none of this name. */
    @Nullable Object get(String name, Scope scope) {
        if (name.equals("vars")) {
            return new ScopeMap(scope, null);
        }
        @Nullable Supplier<@Nullable Object> maker = makers.get(name);
        return maker == null ? Undefined.of(name) : maker.get();
    }

    Set<String> names() {
        return makers.keySet();
    }

    /** {@code hostvars}: from a host's name to its variables. */
    static Map<String, Object> hostvars(List<String> hosts, Function<String, @Nullable Map<String, Object>> variables) {
        return new AbstractMap<>() {
            @Override
            public @Nullable Object get(@Nullable Object key) {
                return variables.apply(String.valueOf(key));
            }

            @Override
            public boolean containsKey(@Nullable Object key) {
                return get(key) != null;
            }

            @Override
            public Set<Entry<String, Object>> entrySet() {
                Map<String, Object> all = new LinkedHashMap<>();
                for (String host : hosts) {
                    Map<String, Object> of = variables.apply(host);
                    if (of != null) {
                        all.put(host, of);
                    }
                }
                return all.entrySet();
            }

            @Override
            public int size() {
                return hosts.size();
            }
        };
    }

    /** A scope as a dict whose values are made when they are looked at. */
    static final class ScopeMap extends AbstractMap<String, Object> {
        private final Scope scope;
        private final @Nullable Set<String> without;

        ScopeMap(Scope scope, @Nullable Set<String> without) {
            this.scope = scope;
            this.without = without;
        }

        @Override
        public @Nullable Object get(@Nullable Object key) {
            @Nullable Object value = hidden(key) ? null : scope.get(String.valueOf(key));
            return value instanceof Undefined ? null : value;
        }

        @Override
        public boolean containsKey(@Nullable Object key) {
            return !hidden(key) && !(scope.get(String.valueOf(key)) instanceof Undefined);
        }

        private boolean hidden(@Nullable Object key) {
            return without != null && without.contains(String.valueOf(key));
        }

        @Override
        @SuppressWarnings("NullAway") // values may be None
        public Set<Entry<String, Object>> entrySet() {
            Map<String, Object> all = new LinkedHashMap<>();
            List<String> names = new ArrayList<>();
            scope.names().forEach(names::add);
            for (String name : names) {
                if (!hidden(name)) {
                    all.put(name, scope.get(name));
                }
            }
            return all.entrySet();
        }
    }
}
