package jplay.runner.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Combinations and permutations, in Python's order. */
final class Arrangements {
    private final List<@Nullable Object> items;
    private final boolean ordered;
    private final boolean[] taken;
    private final List<@Nullable Object> current = new ArrayList<>();
    private final List<@Nullable Object> found = new ArrayList<>();

    Arrangements(List<@Nullable Object> items, boolean ordered) {
        this.items = items;
        this.ordered = ordered;
        this.taken = new boolean[items.size()];
    }

    List<@Nullable Object> ofSize(int size) {
        if (size < 0) {
            throw new ExpressionException("the size must not be negative");
        }
        choose(0, size);
        return found;
    }

    private void choose(int from, int missing) {
        if (missing == 0) {
            found.add(Tuple.copyOf(current));
            return;
        }
        for (int i = ordered ? 0 : from; i < items.size(); i++) {
            if (!taken[i]) {
                taken[i] = true;
                current.add(items.get(i));
                choose(i + 1, missing - 1);
                current.remove(current.size() - 1);
                taken[i] = false;
            }
        }
    }
}
