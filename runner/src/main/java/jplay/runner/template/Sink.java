package jplay.runner.template;

import jplay.runner.expression.TagReader;
import jplay.runner.expression.Values;
import org.jspecify.annotations.Nullable;

/** What a template, a macro or a block writes. */
final class Sink {
    private final StringBuilder text = new StringBuilder();
    private int parts;
    private @Nullable Object only;
    private boolean expression;
    private boolean muted;

    void text(String part) {
        add(part, false);
    }

    /** The value of an expression. */
    void value(@Nullable Object value) {
        add(value, true);
    }

    private void add(@Nullable Object part, boolean isExpression) {
        if (muted) {
            return;
        }
        if (parts++ == 0) {
            only = part;
            expression = isExpression;
            if (isExpression && !(part instanceof String)) {
                return;
            }
        } else if (parts == 2 && expression && !(only instanceof String)) {
            text.append(Values.str(only));
        }
        text.append(Values.str(part));
    }

    boolean muted() {
        return muted;
    }

    /** Drops what follows: a template that extends another shows only its blocks. */
    void mute(boolean on) {
        muted = on;
    }

    String text() {
        return parts == 1 && expression ? Values.str(only) : text.toString();
    }

    /**
     * The text; where values keep their types, the value of the one expression, nothing for nothing, and the list, dict or
     * truth that the text writes out.
     */
    @Nullable Object result(boolean typed) {
        Object result = typed ? written() : text();
        return result instanceof Written written ? written.value() : result;
    }

    /** As {@link #result} with types, but a text that writes out a value comes with it. */
    @Nullable Object written() {
        if (parts == 0) {
            return null;
        }
        if (parts == 1 && expression) {
            return only;
        }
        Object value = TagReader.literal(text());
        return value instanceof String ? value : new Written(text(), value);
    }
}
