package jplay.runner.expression;

import java.util.List;
import jplay.runner.known.AnsibleBuiltin.Kind;
import jplay.runner.known.AnsibleNames;
import org.jspecify.annotations.Nullable;

/** Names of filters, tests and lookups that there are not. */
public final class Unfound {
    private Unfound() {}

    static ExpressionException filter(String name) {
        return none(Kind.FILTER, name, Filters.names());
    }

    static ExpressionException test(String name) {
        return none(Kind.TEST, name, Tests.names());
    }

    /** There is no such lookup. */
    public static ExpressionException lookup(String name) {
        return none(Kind.LOOKUP, name, Lookups.all());
    }

    private static ExpressionException none(Kind kind, String name, List<String> names) {
        return new ExpressionException(AnsibleNames.none(kind, name, CloseNames.suggestion(name, names)));
    }

    /** Checks the names that a filter or function takes as an argument, where they are written out. */
    static void within(String caller, List<Node> arguments) {
        switch (Filters.shortName(caller)) {
            case "map" -> {
                if (literal(arguments, 0) instanceof String name && !Filters.exists(name)) {
                    throw filter(name).at(arguments.get(0).offset());
                }
            }
            case "select", "reject" -> test(arguments, 0);
            case "selectattr", "rejectattr" -> test(arguments, 1);
            case "lookup", "query", "q" -> {
                if (literal(arguments, 0) instanceof String name && !Lookups.exists(name)) {
                    throw lookup(name).at(arguments.get(0).offset());
                }
            }
            default -> {
                // Takes no names.
            }
        }
    }

    private static void test(List<Node> arguments, int index) {
        if (literal(arguments, index) instanceof String name && !Tests.exists(name)) {
            throw test(name).at(arguments.get(index).offset());
        }
    }

    private static @Nullable Object literal(List<Node> arguments, int index) {
        return index < arguments.size() && arguments.get(index) instanceof Node.Literal literal ? literal.constant() : null;
    }
}
