package jplay.runner.template;

import java.util.List;
import jplay.runner.expression.Expression;
import jplay.runner.expression.Values;

/** A part of a Jinja template. */
sealed interface Statement permits Statement.Text, Statement.Output, Statement.Body, Statement.If, Statement.With, Loop, Assignment,
        Macros, Inheritance, Inclusion {
    void render(Frame frame, Sink out);

    record Text(String text) implements Statement {
        @Override
        public void render(Frame frame, Sink out) {
            out.text(text);
        }
    }

    record Output(Source source, Expression expression) implements Statement {
        @Override
        public void render(Frame frame, Sink out) {
            if (!out.muted()) {
                out.value(source.known(expression, frame));
            }
        }
    }

    record Body(List<Statement> statements) implements Statement {
        @Override
        public void render(Frame frame, Sink out) {
            for (Statement statement : statements) {
                statement.render(frame, out);
            }
        }
    }

    /** The first branch whose condition holds; an {@code else} is a branch whose condition is true. */
    record If(Source source, List<Branch> branches) implements Statement {
        record Branch(Expression condition, Body body) {}

        @Override
        public void render(Frame frame, Sink out) {
            for (Branch branch : branches) {
                if (Values.truth(source.known(branch.condition(), frame))) {
                    branch.body().render(frame, out);
                    return;
                }
            }
        }
    }

    record With(Source source, List<Target> targets, List<Expression> values, Body body) implements Statement {
        @Override
        public void render(Frame frame, Sink out) {
            Frame inner = frame.inner();
            for (int i = 0; i < targets.size(); i++) {
                targets.get(i).assign(source, inner, source.raw(values.get(i), frame));
            }
            body.render(inner, out);
        }
    }
}
