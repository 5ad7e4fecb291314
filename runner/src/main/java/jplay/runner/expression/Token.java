package jplay.runner.expression;

import org.jspecify.annotations.Nullable;

/** A piece of an expression; {@code text} is the name, the operator, or the literal as written. */
record Token(Kind kind, String text, @Nullable Object value, int offset) {
    enum Kind {
        NAME,
        NUMBER,
        STRING,
        OPERATOR,
        END
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    String shown() {
        return kind == Kind.END ? "the end" : "'" + text + "'";
    }
}
