package jplay.runner.vars;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The variables of a scope as a dict: {@code vars}, and {@code hostvars[host]}. */
final class VarsMap extends AbstractMap<String, @Nullable Object> {
    private final VarsScope scope;

    VarsMap(VarsScope scope) {
        this.scope = scope;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        return key instanceof String name && scope.vars().has(name) ? scope.get(name) : null;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String name && scope.vars().has(name);
    }

    @Override
    public Set<String> keySet() {
        return scope.vars().names();
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        Set<String> names = keySet();
        return new AbstractSet<>() {
            @Override
            public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
                Iterator<String> each = names.iterator();
                return new Iterator<>() {
                    @Override
                    public boolean hasNext() {
                        return each.hasNext();
                    }

                    @Override
                    public Map.Entry<String, @Nullable Object> next() {
                        String name = each.next();
                        return new SimpleImmutableEntry<>(name, scope.get(name));
                    }
                };
            }

            @Override
            public int size() {
                return names.size();
            }
        };
    }
}
