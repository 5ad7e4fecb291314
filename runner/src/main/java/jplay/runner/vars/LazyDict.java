package jplay.runner.vars;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A dict whose values are rendered when they are looked at. It can be changed, as templates may do. */
final class LazyDict extends AbstractMap<@Nullable Object, @Nullable Object> {
    private final VarsScope scope;
    private final Map<@Nullable Object, @Nullable Object> cells;

    LazyDict(VarsScope scope, Map<@Nullable Object, @Nullable Object> cells) {
        this.scope = scope;
        this.cells = cells;
    }

    @Override
    public @Nullable Object get(@Nullable Object key) {
        Object cell = cells.get(key);
        if (!(cell instanceof VarsScope.Unrendered unrendered)) {
            return cell;
        }
        Object value = scope.render(unrendered.node(), unrendered.path());
        cells.put(key, value);
        return value;
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return cells.containsKey(key);
    }

    @Override
    public @Nullable Object put(@Nullable Object key, @Nullable Object value) {
        return cells.put(key, value);
    }

    @Override
    public @Nullable Object remove(@Nullable Object key) {
        Object value = get(key);
        cells.remove(key);
        return value;
    }

    @Override
    public Set<@Nullable Object> keySet() {
        return cells.keySet();
    }

    @Override
    public int size() {
        return cells.size();
    }

    @Override
    public Set<Entry<@Nullable Object, @Nullable Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<@Nullable Object, @Nullable Object>> iterator() {
                return new Entries();
            }

            @Override
            public int size() {
                return cells.size();
            }
        };
    }

    private final class Entries implements Iterator<Entry<@Nullable Object, @Nullable Object>> {
        private final Iterator<@Nullable Object> keys = cells.keySet().iterator();

        @Override
        public boolean hasNext() {
            return keys.hasNext();
        }

        @Override
        public Entry<@Nullable Object, @Nullable Object> next() {
            Object key = keys.next();
            return new Cell(key);
        }

        @Override
        public void remove() {
            keys.remove();
        }
    }

    /** An entry that renders its value when asked. */
    private final class Cell implements Entry<@Nullable Object, @Nullable Object> {
        private final @Nullable Object key;

        Cell(@Nullable Object key) {
            this.key = key;
        }

        @Override
        public @Nullable Object getKey() {
            return key;
        }

        @Override
        public @Nullable Object getValue() {
            return LazyDict.this.get(key);
        }

        @Override
        public @Nullable Object setValue(@Nullable Object value) {
            return cells.put(key, value);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Entry<?, ?> entry
                    && java.util.Objects.equals(key, entry.getKey())
                    && java.util.Objects.equals(getValue(), entry.getValue());
        }

        @Override
        public int hashCode() {
            return java.util.Objects.hashCode(key) ^ java.util.Objects.hashCode(getValue());
        }

        @Override
        public String toString() {
            return key + "=" + getValue();
        }
    }
}
