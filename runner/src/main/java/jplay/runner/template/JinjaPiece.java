package jplay.runner.template;

import jplay.runner.expression.Expression;
import jplay.runner.expression.TagReader;

/** What a Jinja template consists of on its surface. */
sealed interface JinjaPiece {
    int offset();

    record Text(String text, int offset) implements JinjaPiece {}

    record Output(Expression expression, int offset) implements JinjaPiece {}

    /** A statement's tag; its name has been read. */
    record Tag(String name, TagReader reader, int offset) implements JinjaPiece {}
}
