package jplay.runner.template;

import jplay.runner.expression.Expression;
import org.jspecify.annotations.Nullable;

/** A piece of a Mustache template; {@code label} is what stands in the tag, {@code indent} the whitespace before a partial. */
record MustacheTag(Kind kind, String label, @Nullable Expression expression, int offset, String indent) {
    enum Kind {
        TEXT,
        VALUE,
        SECTION,
        INVERTED,
        END,
        PARTIAL
    }
}
