package jplay.runner.expression;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what stands in the tag of a template's statement, piece by piece; offsets count from the source's beginning. */
public final class TagReader {
    /** The name under which {@link #filters} find what they filter. */
    public static final String BODY = " body";
    /** The name under which {@link #call} finds what it hands on as the caller. */
    public static final String CALLER = " caller";

    private final String source;
    private final Cursor cursor;
    private final int end;

    /** Reads up to the mark that closes the tag. */
    public TagReader(String source, int start, String closing) {
        Lexer lexer = new Lexer(source, start, closing, false);
        this.source = source;
        this.cursor = new Cursor(lexer.tokens());
        this.end = lexer.end();
    }

    /** Where the closing mark, or a sign before it, begins. */
    public int end() {
        return end;
    }

    /** Where the next piece stands. */
    public int offset() {
        return cursor.current().offset();
    }

    public boolean atEnd() {
        return cursor.current().kind() == Token.Kind.END;
    }

    public void requireEnd() {
        cursor.requireEnd();
    }

    public boolean accept(String operator) {
        return cursor.accept(operator);
    }

    public boolean acceptName(String name) {
        return cursor.acceptName(name);
    }

    /** Whether two names follow one another, as {@code with context}. */
    public boolean acceptNames(String first, String second) {
        boolean found = cursor.current().isName(first) && cursor.peek().isName(second);
        if (found) {
            cursor.next();
            cursor.next();
        }
        return found;
    }

    public void expect(String operator) {
        cursor.expect(operator);
    }

    public void expectName(String name) {
        if (!cursor.acceptName(name)) {
            throw cursor.error("expected '" + name + "' instead of " + cursor.current().shown());
        }
    }

    public boolean is(String operator) {
        return cursor.current().is(operator);
    }

    public boolean isName(String name) {
        return cursor.current().isName(name);
    }

    public String name() {
        return cursor.expectName();
    }

    /** An expression; {@code a, b} is a tuple. */
    public Expression expression() {
        Parser parser = new Parser(cursor);
        return parsed(parser, parser.tuple(false));
    }

    /** An expression, at most up to a comma. */
    public Expression item() {
        Parser parser = new Parser(cursor);
        return parsed(parser, parser.expression());
    }

    /** An expression that a following {@code if} is no part of. */
    public Expression unconditional() {
        Parser parser = new Parser(cursor);
        return parsed(parser, parser.unconditional());
    }

    /** A call, which is also handed the value of {@link #CALLER} as the argument {@code caller}. */
    public Expression call() {
        Parser parser = new Parser(cursor);
        int offset = offset();
        if (!(parser.expression() instanceof Selection.Call call)) {
            throw new ExpressionException("expected a call, as in 'name(…)'", offset);
        }
        Selection.Arguments given = call.arguments();
        Map<String, Node> named = new LinkedHashMap<>(given.named());
        named.put("caller", new Node.Name(CALLER, offset));
        Selection.Arguments all = new Selection.Arguments(given.positional(), named, given.starred(), given.doubleStarred());
        return parsed(parser, new Selection.Call(call.target(), all, call.offset()));
    }

    /** Filters on the value of {@link #BODY}; null if there are none. */
    public @Nullable Expression filters() {
        Parser parser = new Parser(cursor);
        Node body = new Node.Name(BODY, offset());
        Node node = is("|") ? body : atEnd() ? body : parser.postfix().filter(body);
        node = parser.postfix().filters(node);
        return node == body ? null : parsed(parser, node);
    }

    private Expression parsed(Parser parser, Node node) {
        return new Expression(source, node, parser.names());
    }

    /** The value that a text of Python's list, dict, tuple or {@code True}/{@code False} writes out; the text itself if it is none. */
    public static Object literal(String text) {
        boolean possible = text.startsWith("[") || text.startsWith("{") || text.equals("True") || text.equals("False");
        if (!possible) {
            return text;
        }
        try {
            Node node = new Parser(new Cursor(new Lexer(text, 0, "", false).tokens())).whole();
            Object value = isLiteral(node) ? node.evaluate(Scope.of(Map.of(), Environment.plain())) : text;
            return value == null ? text : value;
        } catch (ExpressionException | StackOverflowError e) {
            // It only looked like one.
            return text;
        }
    }

    private static boolean isLiteral(Node node) {
        return switch (node) {
            case Node.Literal literal -> true;
            case Node.Items items -> areLiterals(items.items());
            case Node.Dict dict -> areLiterals(dict.keys()) && areLiterals(dict.values());
            case Operation.Unary unary -> unary.operand() instanceof Node.Literal literal && Numbers.isNumber(literal.constant());
            default -> false;
        };
    }

    private static boolean areLiterals(List<Node> nodes) {
        return nodes.stream().allMatch(TagReader::isLiteral);
    }
}
