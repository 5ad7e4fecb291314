package jplay.runner.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Tuple;
import jplay.runner.expression.Undefined;
import jplay.runner.expression.Unknown;
import jplay.runner.expression.Values;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import org.jspecify.annotations.Nullable;

/** What a loop loops over. */
final class Loops {
    private final Evaluator evaluator;

    Loops(Evaluator evaluator) {
        this.evaluator = evaluator;
    }

    List<@Nullable Object> items(Task.Loop loop, Scope scope) {
        if (loop.kind().equals("loop")) {
            return list(evaluator.render(loop.over(), scope), loop.over());
        }
        @Nullable Object terms = evaluator.render(loop.over(), scope);
        List<@Nullable Object> list = new ArrayList<>();
        if (terms instanceof List<?> given) {
            list.addAll(given);
        } else {
            list.add(terms);
        }
        Map<String, @Nullable Object> local = new LinkedHashMap<>();
        local.put("_jplay_terms", list);
        try {
            Expression query = Expression.parse("query('" + loop.kind() + "', *_jplay_terms)");
            return list(query.evaluate(scope.with(local)), loop.over());
        } catch (ExpressionException e) {
            throw Problem.of("loop", "with_" + loop.kind() + ": " + e.message(), loop.over().span()).exception();
        }
    }

    private static List<@Nullable Object> list(@Nullable Object value, Node node) {
        if (value instanceof Unknown unknown) {
            throw new NotKnown(unknown);
        }
        if (value instanceof Undefined undefined) {
            throw Problem.of("undefined", undefined.message(), node.span()).exception();
        }
        if (value instanceof List<?> list) {
            // A pair is a list to those who loop.
            return new ArrayList<>(list.stream().map(item -> item instanceof Tuple pair ? new ArrayList<>(pair) : item).toList());
        }
        throw Problem.of("loop", "a loop needs a list, not " + Values.repr(value), node.span(),
                value instanceof Map ? "'| dict2items' makes a list of a dict" : null).exception();
    }
}
