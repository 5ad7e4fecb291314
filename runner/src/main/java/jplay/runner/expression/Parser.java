package jplay.runner.expression;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads Jinja2's expression grammar, one method a rule, weakest binding first. */
final class Parser {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final Cursor cursor;
    private final Set<String> names = new LinkedHashSet<>();
    private final Postfix postfix;

    Parser(Cursor cursor) {
        this.cursor = cursor;
        this.postfix = new Postfix(cursor, this);
    }

    /** The variables that the expression reads, as far as it has been parsed. */
    Set<String> names() {
        return names;
    }

    Postfix postfix() {
        return postfix;
    }

    /** One expression and nothing after it. */
    Node whole() {
        if (cursor.current().kind() == Token.Kind.END) {
            throw cursor.error("an expression is missing");
        }
        Node node = tuple(false);
        cursor.requireEnd();
        return node;
    }

    /** {@code a, b} without parentheses is a tuple too. */
    Node tuple(boolean parenthesized) {
        Token start = cursor.current();
        List<Node> items = new ArrayList<>();
        boolean comma = false;
        while (!cursor.atEndOfTuple()) {
            items.add(expression());
            if (!cursor.accept(",")) {
                break;
            }
            comma = true;
        }
        if (items.isEmpty() && !parenthesized) {
            throw cursor.error("an expression is missing");
        }
        return items.size() == 1 && !comma ? items.get(0) : new Node.Items(items, true, start.offset());
    }

    /** An expression without {@code if}; {@code a, b} is a tuple. */
    Node unconditional() {
        int offset = cursor.current().offset();
        List<Node> items = new ArrayList<>(List.of(or()));
        boolean comma = false;
        while (cursor.accept(",")) {
            comma = true;
            if (cursor.atEndOfTuple() || cursor.current().isName("if") || cursor.current().isName("recursive")) {
                break;
            }
            items.add(or());
        }
        return comma ? new Node.Items(items, true, offset) : items.get(0);
    }

    Node expression() {
        Node node = or();
        while (cursor.current().isName("if")) {
            Token word = cursor.next();
            Node condition = or();
            Node otherwise = cursor.acceptName("else") ? expression() : null;
            node = new Operation.Conditional(condition, node, otherwise, word.offset());
        }
        return node;
    }

    private Node or() {
        Node left = and();
        while (cursor.current().isName("or")) {
            int offset = cursor.next().offset();
            left = new Operation.Logic(true, left, and(), offset);
        }
        return left;
    }

    private Node and() {
        Node left = not();
        while (cursor.current().isName("and")) {
            int offset = cursor.next().offset();
            left = new Operation.Logic(false, left, not(), offset);
        }
        return left;
    }

    private Node not() {
        if (cursor.current().isName("not")) {
            int offset = cursor.next().offset();
            return new Operation.Not(not(), offset);
        }
        return comparison();
    }

    private Node comparison() {
        Node first = sum();
        List<String> operators = new ArrayList<>();
        List<Node> operands = new ArrayList<>();
        int offset = cursor.current().offset();
        for (String operator = comparator(); operator != null; operator = comparator()) {
            operators.add(operator);
            operands.add(sum());
        }
        return operators.isEmpty() ? first : new Operation.Comparison(first, operators, operands, offset);
    }

    private @Nullable String comparator() {
        Token token = cursor.current();
        if (token.kind() == Token.Kind.OPERATOR && COMPARISONS.contains(token.text())) {
            return cursor.next().text();
        }
        if (cursor.acceptName("in")) {
            return "in";
        }
        if (token.isName("not") && cursor.peek().isName("in")) {
            cursor.next();
            cursor.next();
            return "not in";
        }
        return null;
    }

    private Node sum() {
        Node left = concat();
        while (cursor.current().is("+") || cursor.current().is("-")) {
            Token operator = cursor.next();
            left = new Operation.Binary(operator.text(), left, concat(), operator.offset());
        }
        return left;
    }

    private Node concat() {
        Node first = product();
        if (!cursor.current().is("~")) {
            return first;
        }
        int offset = cursor.current().offset();
        List<Node> parts = new ArrayList<>(List.of(first));
        while (cursor.accept("~")) {
            parts.add(product());
        }
        return new Operation.Concat(parts, offset);
    }

    private Node product() {
        Node left = power();
        while (cursor.current().is("*") || cursor.current().is("/") || cursor.current().is("//") || cursor.current().is("%")) {
            Token operator = cursor.next();
            left = new Operation.Binary(operator.text(), left, power(), operator.offset());
        }
        return left;
    }

    private Node power() {
        Node left = unary(true);
        while (cursor.current().is("**")) {
            int offset = cursor.next().offset();
            left = new Operation.Binary("**", left, unary(true), offset);
        }
        return left;
    }

    private Node unary(boolean filters) {
        Token token = cursor.current();
        Node node;
        if (token.is("-") || token.is("+")) {
            cursor.next();
            node = new Operation.Unary(token.text(), unary(false), token.offset());
        } else {
            node = primary();
        }
        node = postfix.selections(node);
        return filters ? postfix.filters(node) : node;
    }

    Node primary() {
        Token token = cursor.next();
        return switch (token.kind()) {
            case NAME -> name(token);
            case NUMBER -> new Node.Literal(token.value(), token.offset());
            case STRING -> string(token);
            case OPERATOR -> bracket(token);
            case END -> throw cursor.error("the expression ends too early", token);
        };
    }

    private Node name(Token token) {
        return switch (token.text()) {
            case "true", "True" -> new Node.Literal(true, token.offset());
            case "false", "False" -> new Node.Literal(false, token.offset());
            case "none", "None" -> new Node.Literal(null, token.offset());
            case "and", "or", "not", "in", "is", "if", "else" -> throw cursor.error("unexpected '" + token.text() + "'", token);
            default -> {
                names.add(token.text());
                yield new Node.Name(token.text(), token.offset());
            }
        };
    }

    private Node string(Token token) {
        StringBuilder text = new StringBuilder(String.valueOf(token.value()));
        while (cursor.current().kind() == Token.Kind.STRING) {
            text.append(cursor.next().value());
        }
        return new Node.Literal(text.toString(), token.offset());
    }

    private Node bracket(Token token) {
        return switch (token.text()) {
            case "(" -> {
                Node node = tuple(true);
                cursor.expect(")");
                yield node;
            }
            case "[" -> list(token);
            case "{" -> dict(token);
            // Mustache's name for the current item; elsewhere no variable is called that.
            case "." -> dot(token);
            default -> throw cursor.error("unexpected '" + token.text() + "'", token);
        };
    }

    private Node dot(Token token) {
        Node item = new Node.Name(".", token.offset());
        boolean named = cursor.current().kind() == Token.Kind.NAME && cursor.current().offset() == token.offset() + 1;
        return named ? new Selection.Attribute(item, cursor.next().text(), token.offset() + 1) : item;
    }

    private Node list(Token token) {
        List<Node> items = new ArrayList<>();
        while (!cursor.accept("]")) {
            items.add(expression());
            if (!cursor.current().is("]")) {
                cursor.expect(",");
            }
        }
        return new Node.Items(items, false, token.offset());
    }

    private Node dict(Token token) {
        List<Node> keys = new ArrayList<>();
        List<Node> values = new ArrayList<>();
        while (!cursor.accept("}")) {
            keys.add(expression());
            cursor.expect(":");
            values.add(expression());
            if (!cursor.current().is("}")) {
                cursor.expect(",");
            }
        }
        return new Node.Dict(keys, values, token.offset());
    }
}
