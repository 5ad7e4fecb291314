package jplay.runner.template;

import java.util.function.Supplier;
import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Scope;
import jplay.runner.expression.UndefinedException;
import jplay.runner.expression.Unknown;
import jplay.runner.expression.Values;
import org.jspecify.annotations.Nullable;

/** The text of a template, its file if it has one, and how backslashes in its strings are read. */
record Source(@Nullable String name, String text, boolean rawBackslashes) {
    TemplateException error(int offset, String problem) {
        return TemplateException.at(name, text, offset, problem, false);
    }

    TemplateException error(ExpressionException e, int otherwise) {
        return TemplateException.at(name, text, e.offset() >= 0 ? e.offset() : otherwise, e.message(), e instanceof UndefinedException);
    }

    Expression.Tag expression(int start, String closing) {
        try {
            return Expression.parseTag(text, start, closing, rawBackslashes);
        } catch (ExpressionException e) {
            throw error(e, start);
        }
    }

    int endOfTag(int start) {
        try {
            return Expression.endOfTag(text, start, "}}");
        } catch (ExpressionException e) {
            throw error(e, start);
        }
    }

    /** The expression's value, which holds nothing undefined. */
    @Nullable Object value(Expression expression, Scope scope) {
        try {
            return Values.requireAll(expression.evaluate(scope));
        } catch (ExpressionException e) {
            throw error(e, expression.offset());
        }
    }

    /** As {@link #value}, but what is not known yet ends the rendering. */
    @Nullable Object known(Expression expression, Scope scope) {
        Object value = value(expression, scope);
        if (value instanceof Unknown unknown) {
            throw new UnknownInTemplate(unknown);
        }
        return value;
    }

    /** The expression's value, perhaps undefined or unknown. */
    @Nullable Object raw(Expression expression, Scope scope) {
        return at(expression.offset(), () -> expression.evaluate(scope));
    }

    /** Does something that may fail at a place. */
    <T extends @Nullable Object> T at(int offset, Supplier<T> work) {
        try {
            return work.get();
        } catch (ExpressionException e) {
            throw error(e, offset);
        }
    }
}
