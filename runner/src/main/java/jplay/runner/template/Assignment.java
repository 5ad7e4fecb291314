package jplay.runner.template;

import java.util.HashMap;
import java.util.Map;
import jplay.runner.expression.Expression;
import jplay.runner.expression.TagReader;
import org.jspecify.annotations.Nullable;

/** Statements that keep values. */
sealed interface Assignment extends Statement {
    record Set(Source source, Target target, Expression value) implements Assignment {
        @Override
        public void render(Frame frame, Sink out) {
            target.assign(source, frame, source.raw(value, frame));
        }
    }

    /** What a body renders to, through filters if there are any. */
    record SetBlock(Source source, Target target, @Nullable Expression filters, Body body) implements Assignment {
        @Override
        public void render(Frame frame, Sink out) {
            target.assign(source, frame, filtered(source, filters, body, frame));
        }
    }

    /** A body's result through filters. */
    static @Nullable Object filtered(Source source, @Nullable Expression filters, Body body, Frame frame) {
        Sink inner = new Sink();
        try {
            body.render(frame.inner(), inner);
        } catch (UnknownInTemplate e) {
            return e.unknown();
        }
        Object value = inner.result(frame.rendering().typed());
        if (filters == null) {
            return value;
        }
        Map<String, @Nullable Object> variables = new HashMap<>();
        variables.put(TagReader.BODY, value);
        return source.raw(filters, frame.with(variables));
    }
}
