package jplay.runner.template;

import java.util.List;
import java.util.Map;
import jplay.runner.expression.Expression;
import jplay.runner.expression.TagReader;
import jplay.runner.expression.Unknown;
import jplay.runner.expression.Values;
import org.jspecify.annotations.Nullable;

/** Statements that make functions of text, or hand text to one. */
sealed interface Macros extends Statement {
    record Parameter(String name, @Nullable Expression otherwise) {}

    /** A macro's parameters and body, and which of the special names it uses. */
    record Definition(Source source, String name, List<Parameter> parameters, Body body, boolean caller, boolean varargs, boolean kwargs) {}

    record Define(Definition definition) implements Macros {
        @Override
        public void render(Frame frame, Sink out) {
            frame.set(definition.name(), new Macro(definition, frame));
        }
    }

    /** {@code call}: the body is what the called macro has as {@code caller}. */
    record Call(Source source, Definition caller, Expression call) implements Macros {
        @Override
        public void render(Frame frame, Sink out) {
            write(source.raw(call, frame.with(Map.of(TagReader.CALLER, new Macro(caller, frame)))), out);
        }
    }

    record FilterBlock(Source source, Expression filters, Body body) implements Macros {
        @Override
        public void render(Frame frame, Sink out) {
            write(Assignment.filtered(source, filters, body, frame), out);
        }
    }

    private static void write(@Nullable Object value, Sink out) {
        if (value instanceof Unknown unknown) {
            throw new UnknownInTemplate(unknown);
        }
        out.value(Values.require(value));
    }
}
