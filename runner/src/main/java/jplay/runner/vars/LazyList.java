package jplay.runner.vars;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** A list whose items are rendered when they are looked at. It can be changed, as templates may do. */
final class LazyList extends AbstractList<@Nullable Object> implements RandomAccess {
    private final VarsScope scope;
    private final List<@Nullable Object> cells;

    LazyList(VarsScope scope, List<@Nullable Object> cells) {
        this.scope = scope;
        this.cells = cells;
    }

    @Override
    public @Nullable Object get(int index) {
        Object cell = cells.get(index);
        if (!(cell instanceof VarsScope.Unrendered unrendered)) {
            return cell;
        }
        Object value = scope.render(unrendered.node(), unrendered.path());
        cells.set(index, value);
        return value;
    }

    @Override
    public int size() {
        return cells.size();
    }

    @Override
    public @Nullable Object set(int index, @Nullable Object value) {
        return cells.set(index, value);
    }

    @Override
    public void add(int index, @Nullable Object value) {
        modCount++;
        cells.add(index, value);
    }

    @Override
    public @Nullable Object remove(int index) {
        Object value = get(index);
        modCount++;
        cells.remove(index);
        return value;
    }
}
