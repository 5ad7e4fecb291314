package jplay.runner.template;

import java.util.List;
import jplay.runner.expression.Args;
import jplay.runner.expression.Attributes;
import jplay.runner.expression.Callable;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Tuple;
import jplay.runner.expression.Undefined;
import jplay.runner.expression.Values;
import org.jspecify.annotations.Nullable;

/** The variable {@code loop}. */
final class LoopVariable implements Attributes, Callable {
    private final List<@Nullable Object> items;
    private final int depth;
    private final Callable again;
    private int index = -1;
    private @Nullable Tuple last;

    LoopVariable(List<@Nullable Object> items, int depth, Callable again) {
        this.items = items;
        this.depth = depth;
        this.again = again;
    }

    void advance() {
        index++;
    }

    @Override
    public @Nullable Object call(Args args) {
        return again.call(args);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) items.size() - index;
            case "revindex0" -> items.size() - index - 1L;
            case "first" -> index == 0;
            case "last" -> index == items.size() - 1;
            case "length" -> (long) items.size();
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" -> index > 0 ? items.get(index - 1) : Undefined.because(name, "there is no previous item");
            case "nextitem" -> index + 1 < items.size() ? items.get(index + 1) : Undefined.because(name, "there is no next item");
            case "cycle" -> (Callable) this::cycle;
            case "changed" -> (Callable) this::changed;
            default -> Undefined.because(name, "'loop' has no attribute '" + name + "'");
        };
    }

    private @Nullable Object cycle(Args args) {
        List<@Nullable Object> values = args.positional();
        if (values.isEmpty()) {
            throw new ExpressionException("there is nothing to cycle through");
        }
        return values.get(index % values.size());
    }

    private boolean changed(Args args) {
        Tuple now = Tuple.copyOf(args.positional());
        boolean changed = last == null || !Values.equal(last, now);
        last = now;
        return changed;
    }

    @Override
    public String toString() {
        return "<LoopContext " + (index + 1) + "/" + items.size() + ">";
    }
}
