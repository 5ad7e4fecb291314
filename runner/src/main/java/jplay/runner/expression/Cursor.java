package jplay.runner.expression;

import java.util.List;

/** The place in a list of tokens. */
final class Cursor {
    private final List<Token> tokens;
    private int index;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(index);
    }

    Token peek() {
        return tokens.get(Math.min(index + 1, tokens.size() - 1));
    }

    Token next() {
        Token token = current();
        index = Math.min(index + 1, tokens.size() - 1);
        return token;
    }

    boolean accept(String operator) {
        boolean found = current().is(operator);
        if (found) {
            next();
        }
        return found;
    }

    boolean acceptName(String name) {
        boolean found = current().isName(name);
        if (found) {
            next();
        }
        return found;
    }

    void expect(String operator) {
        if (!accept(operator)) {
            throw error("expected '" + operator + "' instead of " + current().shown());
        }
    }

    String expectName() {
        if (current().kind() != Token.Kind.NAME) {
            throw error("expected a name instead of " + current().shown());
        }
        return next().text();
    }

    boolean atEndOfTuple() {
        Token token = current();
        return token.kind() == Token.Kind.END || token.is(")") || token.is("]") || token.is("}") || token.is("=") || token.isName("in");
    }

    void requireEnd() {
        Token token = current();
        if (token.kind() != Token.Kind.END) {
            String advice = token.is("=") ? "; compare with '=='" : "";
            throw error("unexpected " + token.shown() + advice);
        }
    }

    ExpressionException error(String message) {
        return error(message, current());
    }

    ExpressionException error(String message, Token token) {
        return new ExpressionException(message, token.offset());
    }
}
