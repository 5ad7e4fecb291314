package jplay.runner.expression;

import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which variables an expression cannot do without. */
final class Needs {
    private Needs() {}

    static void of(@Nullable Node node, Set<String> into) {
        switch (node) {
            case null -> { }
            case Node.Literal literal -> { }
            case Node.Name name -> into.add(name.name());
            case Node.Items items -> all(items.items(), into);
            case Node.Dict dict -> {
                all(dict.keys(), into);
                all(dict.values(), into);
            }
            case Operation operation -> operation(operation, into);
            case Selection selection -> selection(selection, into);
        }
    }

    private static void all(Collection<Node> nodes, Set<String> into) {
        nodes.forEach(node -> of(node, into));
    }

    private static void operation(Operation operation, Set<String> into) {
        switch (operation) {
            case Operation.Binary binary -> {
                of(binary.left(), into);
                of(binary.right(), into);
            }
            case Operation.Concat concat -> all(concat.parts(), into);
            case Operation.Unary unary -> of(unary.operand(), into);
            case Operation.Not not -> of(not.operand(), into);
            case Operation.Logic logic -> of(logic.left(), into);
            case Operation.Conditional conditional -> of(conditional.condition(), into);
            case Operation.Comparison comparison -> {
                of(comparison.first(), into);
                all(comparison.operands(), into);
            }
        }
    }

    private static void selection(Selection selection, Set<String> into) {
        switch (selection) {
            case Selection.Attribute attribute -> of(attribute.base(), into);
            case Selection.Item item -> {
                of(item.base(), into);
                of(item.key(), into);
            }
            case Selection.Slice slice -> {
                of(slice.base(), into);
                of(slice.start(), into);
                of(slice.stop(), into);
                of(slice.step(), into);
            }
            case Selection.Call call -> {
                of(call.target(), into);
                arguments(call.arguments(), into);
            }
            case Selection.Filtered filtered -> {
                if (!Filters.takesUndefined(filtered.name())) {
                    of(filtered.operand(), into);
                    arguments(filtered.arguments(), into);
                }
            }
            case Selection.Tested tested -> {
                if (!Tests.takesUndefined(tested.name())) {
                    of(tested.operand(), into);
                    arguments(tested.arguments(), into);
                }
            }
        }
    }

    private static void arguments(Selection.Arguments arguments, Set<String> into) {
        all(arguments.positional(), into);
        all(arguments.named().values(), into);
        all(arguments.starred(), into);
        all(arguments.doubleStarred(), into);
    }
}
