package jplay.runner.template;

import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Undefined;
import jplay.runner.expression.UndefinedException;
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
            Object value = expression.evaluate(scope);
            if (value instanceof Undefined undefined) {
                throw undefined.error();
            }
            return Values.requireAll(value);
        } catch (ExpressionException e) {
            throw error(e, expression.offset());
        }
    }
}
