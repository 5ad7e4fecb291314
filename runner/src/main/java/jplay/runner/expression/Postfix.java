package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what follows a value: attributes, items, calls, filters and tests. */
final class Postfix {
    private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and", "is", "in", "not", "if");

    private final Cursor cursor;
    private final Parser parser;

    Postfix(Cursor cursor, Parser parser) {
        this.cursor = cursor;
        this.parser = parser;
    }

    Node selections(Node start) {
        Node node = start;
        while (true) {
            Token token = cursor.current();
            if (token.is(".")) {
                node = attribute(node);
            } else if (token.is("[")) {
                node = subscript(node);
            } else if (token.is("(")) {
                node = call(node);
            } else {
                return node;
            }
        }
    }

    Node filters(Node start) {
        Node node = start;
        while (true) {
            Token token = cursor.current();
            if (token.is("|")) {
                cursor.next();
                node = filter(node);
            } else if (token.isName("is")) {
                node = test(node);
            } else if (token.is("(")) {
                node = call(node);
            } else {
                return node;
            }
        }
    }

    private Node attribute(Node base) {
        cursor.next();
        Token name = cursor.current();
        if (name.kind() == Token.Kind.NUMBER) {
            cursor.next();
            return numbered(base, name);
        }
        cursor.expectName();
        return new Selection.Attribute(base, name.text(), name.offset());
    }

    /** {@code a.1.2} reads 1.2 as one number. */
    private static Node numbered(Node base, Token token) {
        Node node = base;
        for (String part : token.text().split("\\.")) {
            node = new Selection.Item(node, new Node.Literal(Long.valueOf(part), token.offset()), token.offset());
        }
        return node;
    }

    private Node subscript(Node base) {
        Token open = cursor.next();
        Node start = cursor.current().is(":") ? null : parser.tuple(false);
        if (!cursor.accept(":")) {
            cursor.expect("]");
            return new Selection.Item(base, java.util.Objects.requireNonNull(start), open.offset());
        }
        Node stop = bound();
        Node step = cursor.accept(":") ? bound() : null;
        cursor.expect("]");
        return new Selection.Slice(base, start, stop, step, open.offset());
    }

    private @Nullable Node bound() {
        return cursor.current().is(":") || cursor.current().is("]") ? null : parser.expression();
    }

    private Node call(Node target) {
        int offset = cursor.current().offset();
        Selection.Arguments arguments = arguments();
        if (target instanceof Node.Name function) {
            Unfound.within(function.name(), arguments.positional());
        }
        return new Selection.Call(target, arguments, offset);
    }

    private String dottedName() {
        StringBuilder name = new StringBuilder(cursor.expectName());
        while (cursor.accept(".")) {
            name.append('.').append(cursor.expectName());
        }
        return name.toString();
    }

    /** A filter's name and arguments, after the bar. */
    Node filter(Node operand) {
        int offset = cursor.current().offset();
        String name = dottedName();
        Filter filter = Filters.find(name);
        if (filter == null) {
            throw Unfound.filter(name).at(offset);
        }
        Selection.Arguments arguments = cursor.current().is("(") ? arguments() : Selection.Arguments.NONE;
        Unfound.within(name, arguments.positional());
        return new Selection.Filtered(operand, Filters.shortName(name), filter, arguments, offset);
    }

    private Node test(Node operand) {
        cursor.next();
        boolean negated = cursor.acceptName("not");
        int offset = cursor.current().offset();
        String name = dottedName();
        Test test = Tests.find(name);
        if (test == null) {
            throw Unfound.test(name).at(offset);
        }
        Selection.Arguments arguments = testArguments();
        if (cursor.current().isName("is")) {
            throw cursor.error("tests cannot follow one another; join them with 'and'");
        }
        return new Selection.Tested(operand, Filters.shortName(name), test, negated, arguments, offset);
    }

    private Selection.Arguments testArguments() {
        Token token = cursor.current();
        boolean argument = switch (token.kind()) {
            case NAME -> !NO_ARGUMENT.contains(token.text());
            case NUMBER, STRING -> true;
            case OPERATOR -> token.is("[") || token.is("{");
            case END -> false;
        };
        if (token.is("(")) {
            return arguments();
        }
        return argument ? new Selection.Arguments(List.of(selections(parser.primary())), Map.of(), List.of(), List.of())
                : Selection.Arguments.NONE;
    }

    private Selection.Arguments arguments() {
        cursor.expect("(");
        List<Node> positional = new ArrayList<>();
        Map<String, Node> named = new LinkedHashMap<>();
        List<Node> starred = new ArrayList<>();
        List<Node> doubleStarred = new ArrayList<>();
        while (!cursor.accept(")")) {
            if (cursor.accept("**")) {
                doubleStarred.add(parser.expression());
            } else if (cursor.accept("*")) {
                starred.add(parser.expression());
            } else if (cursor.current().kind() == Token.Kind.NAME && cursor.peek().is("=")) {
                String name = cursor.next().text();
                cursor.next();
                named.put(name, parser.expression());
            } else {
                requirePositional(named, doubleStarred);
                positional.add(parser.expression());
            }
            if (!cursor.current().is(")")) {
                cursor.expect(",");
            }
        }
        return new Selection.Arguments(positional, named, starred, doubleStarred);
    }

    private void requirePositional(Map<String, Node> named, List<Node> doubleStarred) {
        if (!named.isEmpty() || !doubleStarred.isEmpty()) {
            throw cursor.error("an argument without a name must come before those with one");
        }
    }
}
