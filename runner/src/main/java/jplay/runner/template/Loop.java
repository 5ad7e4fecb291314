package jplay.runner.template;

import java.util.ArrayList;
import java.util.List;
import jplay.runner.expression.Args;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Expression;
import jplay.runner.expression.Values;
import org.jspecify.annotations.Nullable;

/** {@code for}. */
record Loop(Source source, Target target, Expression items, @Nullable Expression filter, boolean recursive, Statement.Body body,
        Statement.@Nullable Body otherwise) implements Statement {
    @Override
    public void render(Frame frame, Sink out) {
        run(frame, source.known(items, frame), 0, out);
    }

    private void run(Frame frame, @Nullable Object over, int depth, Sink out) {
        List<@Nullable Object> chosen = choose(frame, new ArrayList<>(source.at(items.offset(), () -> Values.list(over))));
        LoopVariable loop = new LoopVariable(chosen, depth, args -> again(frame, depth, args));
        for (Object item : chosen) {
            Frame inner = frame.inner();
            loop.advance();
            inner.set("loop", loop);
            target.assign(source, inner, item);
            body.render(inner, out);
        }
        if (chosen.isEmpty() && otherwise != null) {
            otherwise.render(frame.inner(), out);
        }
    }

    private List<@Nullable Object> choose(Frame frame, List<@Nullable Object> all) {
        if (filter == null) {
            return all;
        }
        List<@Nullable Object> chosen = new ArrayList<>();
        for (Object item : all) {
            Frame inner = frame.inner();
            target.assign(source, inner, item);
            if (Values.truth(source.known(filter, inner))) {
                chosen.add(item);
            }
        }
        return chosen;
    }

    /** {@code loop(items)}: the same loop over other items. */
    private @Nullable Object again(Frame frame, int depth, Args args) {
        if (!recursive) {
            throw new ExpressionException("'loop' can only be called in a loop that is marked 'recursive'");
        }
        Sink out = new Sink();
        try {
            run(frame, args.positional().isEmpty() ? List.of() : Values.require(args.positional().get(0)), depth + 1, out);
        } catch (UnknownInTemplate e) {
            return e.unknown();
        }
        return out.result(frame.rendering().typed());
    }
}
