package jplay.runner.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Omit;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Undefined;
import jplay.runner.expression.Unknown;
import jplay.runner.expression.UnknownException;
import jplay.runner.expression.Values;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.template.TemplateException;
import jplay.runner.template.Templates;
import jplay.runner.template.Written;
import jplay.tasks.bind.Argument;
import org.jspecify.annotations.Nullable;

/** Renders pieces of a playbook on a host; an error says where in the playbook it stands. */
final class Evaluator {
    private static final List<String> WORDS_OF_TRUTH =
            List.of("true", "false", "yes", "no", "on", "off", "y", "n", "t", "f", "1", "0", "1.0", "0.0", "");
    private final Templates templates;

    Evaluator(Templates templates) {
        this.templates = templates;
    }

    /** The value of a node: lists and dicts leaf by leaf, what is omitted left out. */
    @Nullable Object render(Node node, Scope scope) {
        return switch (node) {
            case Node.Scalar scalar -> scalar(scalar, scope);
            case Node.Items items -> {
                List<@Nullable Object> list = new ArrayList<>(items.items().size());
                for (Node item : items.items()) {
                    @Nullable Object value = render(item, scope);
                    if (value != Omit.OMIT) {
                        list.add(value);
                    }
                }
                yield list;
            }
            case Node.Dict dict -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (Node.Entry entry : dict.entries()) {
                    @Nullable Object value = render(entry.value(), scope);
                    if (value != Omit.OMIT) {
                        map.put(isTemplate(entry.key().text()) ? scalar(entry.key(), scope) : entry.key().value(), value);
                    }
                }
                yield map;
            }
        };
    }

    /** The text of a node's value. */
    String text(Node node, Scope scope) {
        return text(render(node, scope));
    }

    /** A keyword's text; null where it is not given, or {@code omit}. */
    @Nullable String given(@Nullable Node node, Scope scope) {
        @Nullable Object value = node == null ? Omit.OMIT : render(node, scope);
        return value == Omit.OMIT ? null : text(value);
    }

    private static String text(@Nullable Object value) {
        if (value instanceof Unknown unknown) {
            throw new NotKnown(unknown);
        }
        try {
            return value == null ? "" : Values.str(value);
        } catch (UnknownException e) {
            throw new NotKnown(e.unknown());
        }
    }

    /** A module's argument; plain scalars keep their text. Null where it is omitted. */
    @Nullable Argument argument(Node node, Scope scope) {
        @Nullable Object value = argumentValue(node, scope);
        return value == Omit.OMIT ? null : Argument.of(value);
    }

    private @Nullable Object argumentValue(Node node, Scope scope) {
        return switch (node) {
            case Node.Scalar scalar when !needsRendering(scalar) -> new Argument.Text(scalar.text(), scalar.value());
            case Node.Scalar scalar -> written(scalar, scope);
            case Node.Items items -> {
                List<@Nullable Object> list = new ArrayList<>(items.items().size());
                for (Node item : items.items()) {
                    @Nullable Object value = argumentValue(item, scope);
                    if (value != Omit.OMIT) {
                        list.add(value);
                    }
                }
                yield list;
            }
            case Node.Dict dict -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (Node.Entry entry : dict.entries()) {
                    @Nullable Object value = argumentValue(entry.value(), scope);
                    if (value != Omit.OMIT) {
                        map.put(isTemplate(entry.key().text()) ? scalar(entry.key(), scope) : entry.key().value(), value);
                    }
                }
                yield map;
            }
        };
    }

    /** An argument that the module evaluates itself: as it was written. */
    static Argument raw(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> new Argument.Text(scalar.text(), scalar.text());
            case Node.Items items -> Argument.of(new ArrayList<Object>(items.items().stream().map(Evaluator::raw).toList()));
            case Node.Dict dict -> Argument.of(dict.value());
        };
    }

    /** Whether all conditions hold; the first that does not is returned as text, null where all do. */
    @Nullable String firstFalse(List<Node> conditions, Scope scope) {
        @Nullable NotKnown open = null;
        for (Node node : conditions) {
            List<Node> each = node instanceof Node.Items items ? items.items() : List.of(node);
            for (Node condition : each) {
                try {
                    if (!test(condition, scope)) {
                        return condition instanceof Node.Scalar scalar ? scalar.text() : String.valueOf(condition.value());
                    }
                } catch (NotKnown e) {
                    open = open == null ? e : open;
                } catch (ProblemException e) {
                    // What stands behind an unknown condition may never be looked at.
                    if (open == null) {
                        throw e;
                    }
                }
            }
        }
        if (open != null) {
            throw open;
        }
        return null;
    }

    boolean test(Node condition, Scope scope) {
        if (!(condition instanceof Node.Scalar scalar)) {
            return Values.truth(render(condition, scope));
        }
        if (scalar.value() == null || scalar.text().isBlank()) {
            return true;
        }
        if (!(scalar.value() instanceof String)) {
            return Values.truth(scalar.value());
        }
        boolean[] holds = {false};
        locate(scalar, () -> holds[0] = truth(condition(scalar.text(), scope)));
        return holds[0];
    }

    /** Whether a keyword that is no condition but a truth is set: {@code yes} in quotes is one, too. */
    boolean flag(Node node, Scope scope) {
        @Nullable Object value = render(node, scope);
        return value == Omit.OMIT ? false : value instanceof String text
                ? List.of("true", "yes", "on", "1", "y", "t", "1.0").contains(text.strip().toLowerCase(java.util.Locale.ROOT))
                : Values.truth(value);
    }

    /** The same, where anything but a truth is a mistake. */
    boolean truth(String keyword, Node node, Scope scope) {
        @Nullable Object value = render(node, scope);
        if (value != Omit.OMIT && value instanceof String text && !WORDS_OF_TRUTH.contains(text.strip().toLowerCase(java.util.Locale.ROOT))) {
            throw Problem.of("keyword-value", "'" + keyword + "' must be true or false: The value '" + text
                    + "' could not be converted to 'bool'", node.span()).exception();
        }
        return flag(node, scope);
    }

    @Nullable Object condition(String text, Scope scope) {
        if (!isTemplate(text)) {
            return Expression.parse(text.strip()).evaluate(scope);
        }
        @Nullable Object value = templates.render(text, scope);
        return value instanceof String rendered ? Expression.parse(rendered).evaluate(scope) : value;
    }

    boolean truth(@Nullable Object value) {
        if (value instanceof Undefined undefined) {
            throw undefined.error();
        }
        if (value instanceof Unknown unknown) {
            throw new NotKnown(unknown);
        }
        return Values.truth(value);
    }

    /** A parameter that takes text gets a text as it is, also one that writes out a list or a dict. */
    private @Nullable Object written(Node.Scalar scalar, Scope scope) {
        @Nullable Object[] value = {null};
        locate(scalar, () -> value[0] = templates.renderWritten(scalar.text(), scope));
        return value[0] instanceof Written written ? new Argument.Text(written.text(), written.value()) : value[0];
    }

    private @Nullable Object scalar(Node.Scalar scalar, Scope scope) {
        if (!needsRendering(scalar)) {
            return scalar.value();
        }
        @Nullable Object[] value = {null};
        locate(scalar, () -> {
            value[0] = templates.render(scalar.text(), scope);
            if (value[0] instanceof Undefined undefined) {
                throw undefined.error();
            }
        });
        return value[0];
    }

    private static boolean needsRendering(Node.Scalar scalar) {
        return scalar.isTemplate();
    }

    static boolean isTemplate(String text) {
        return Node.Scalar.isTemplate(text);
    }

    /** An error that comes of evaluating gets the scalar's place. */
    private static void locate(Node.Scalar scalar, Runnable evaluation) {
        try {
            evaluation.run();
        } catch (TemplateException e) {
            throw Spans.problem(e, scalar, "").exception();
        } catch (ExpressionException e) {
            throw Problem.of("expression", e.message(), Spans.within(scalar, e.offset())).exception();
        }
    }

    /** A problem as the message of a failed task: the place, the line and a caret. */
    static String message(ProblemException e) {
        StringBuilder all = new StringBuilder();
        for (Problem problem : e.problems()) {
            all.append(jplay.runner.source.ProblemPrinter.print(problem, "").strip()).append('\n');
        }
        return all.toString().strip();
    }
}
