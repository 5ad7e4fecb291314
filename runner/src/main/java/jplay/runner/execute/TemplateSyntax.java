package jplay.runner.execute;

import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.plan.StaticCheck;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.template.TemplateException;
import jplay.runner.template.Templates;
import jplay.runner.vault.VaultOpener;
import org.jspecify.annotations.Nullable;

/** Reads expressions and templates without evaluating them. */
record TemplateSyntax(Templates templates, VaultOpener vault) implements StaticCheck.Syntax {

    @Override
    public @Nullable Problem condition(Node.Scalar scalar) {
        try {
            Expression.parse(scalar.text().strip());
            return null;
        } catch (ExpressionException e) {
            return Problem.of("expression", "this condition cannot be read: " + e.message(), Spans.within(scalar, e.offset()));
        }
    }

    @Override
    public @Nullable Problem template(Node.Scalar scalar) {
        try {
            templates.check(scalar.text());
            return null;
        } catch (ExpressionException e) {
            return Problem.of("template", "this template cannot be read: " + e.message(), Spans.within(scalar, e.offset()));
        } catch (TemplateException e) {
            return Spans.problem(e, scalar, "this template cannot be read: ");
        }
    }

    @Override
    public @Nullable Problem secret(Node.Scalar scalar) {
        try {
            String unused = vault.open(scalar.text(), scalar.span());
            return null;
        } catch (ProblemException e) {
            return e.problems().get(0);
        }
    }
}
