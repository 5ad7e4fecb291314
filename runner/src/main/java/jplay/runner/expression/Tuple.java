package jplay.runner.expression;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Python's tuple: a list that cannot change, prints with parentheses and equals no list; its items may have names. */
public final class Tuple extends AbstractList<@Nullable Object> implements RandomAccess, Attributes {
    private final @Nullable Object[] items;
    private final List<String> labels;

    private Tuple(@Nullable Object[] items, List<String> labels) {
        this.items = items;
        this.labels = labels;
    }

    public static Tuple of(@Nullable Object... items) {
        return new Tuple(Arrays.copyOf(items, items.length), List.of());
    }

    public static Tuple copyOf(Collection<?> items) {
        return new Tuple(items.toArray(), List.of());
    }

    Tuple labelled(String... names) {
        return new Tuple(items, List.of(names));
    }

    @Override
    public @Nullable Object get(int index) {
        return items[index];
    }

    @Override
    public int size() {
        return items.length;
    }

    @Override
    public @Nullable Object attribute(String name) {
        int index = labels.indexOf(name);
        if (index >= 0) {
            return items[index];
        }
        Callable method = Methods.find(this, name);
        return method != null ? method : Undefined.because(name, "tuple has no attribute '" + name + "'");
    }
}
