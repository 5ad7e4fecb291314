package jplay.runner.expression;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts an expression into tokens, up to the end of the text or to the mark that closes its tag. */
final class Lexer {
    private static final Pattern NUMBER = Pattern.compile(
            "0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+"
                    + "|\\d(?:_?\\d)*(?:(?:\\.\\d(?:_?\\d)*)?[eE][+-]?\\d(?:_?\\d)*|\\.\\d(?:_?\\d)*)?");
    private static final String[] OPERATORS = {"//", "**", "==", "!=", ">=", "<="};
    private static final String SINGLE = "+-/*%~[](){}<>=.:|,;";

    private final String source;
    private final String closing;
    private final boolean rawBackslashes;
    private final List<Token> tokens = new ArrayList<>();
    private final Deque<Integer> brackets = new ArrayDeque<>();
    private int at;

    /** An empty closing mark means the end of the text. */
    Lexer(String source, int start, String closing, boolean rawBackslashes) {
        this.source = source;
        this.at = start;
        this.closing = closing;
        this.rawBackslashes = rawBackslashes;
    }

    List<Token> tokens() {
        int start = at;
        while (true) {
            while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
                at++;
            }
            if (atEnd(start)) {
                tokens.add(new Token(Token.Kind.END, "", null, at));
                return tokens;
            }
            tokens.add(next());
        }
    }

    /** Where the closing mark begins, once the tokens are read. */
    int end() {
        return at;
    }

    private boolean atEnd(int start) {
        if (at >= source.length()) {
            requireClosed();
            if (!closing.isEmpty()) {
                throw new ExpressionException("'" + closing + "' is missing", Math.max(0, start - 2));
            }
            return true;
        }
        if (closing.isEmpty() || !brackets.isEmpty()) {
            return false;
        }
        boolean signed = source.charAt(at) == '-' || source.charAt(at) == '+';
        return source.startsWith(closing, at) || signed && source.startsWith(closing, at + 1);
    }

    private void requireClosed() {
        if (!brackets.isEmpty()) {
            throw new ExpressionException("the '" + source.charAt(brackets.peek()) + "' that begins here is never closed", brackets.peek());
        }
    }

    private Token next() {
        char c = source.charAt(at);
        if (Character.isJavaIdentifierStart(c) && c != '$') {
            return name();
        }
        if (c >= '0' && c <= '9') {
            return number();
        }
        return c == '"' || c == '\'' ? string(c) : operator(c);
    }

    private Token name() {
        int start = at;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at)) && source.charAt(at) != '$') {
            at++;
        }
        return new Token(Token.Kind.NAME, source.substring(start, at), null, start);
    }

    private Token number() {
        Matcher m = NUMBER.matcher(source).region(at, source.length());
        if (!m.lookingAt()) {
            throw new ExpressionException("a number is malformed here", at);
        }
        int start = at;
        at = m.end();
        String digits = m.group().replace("_", "");
        return new Token(Token.Kind.NUMBER, m.group(), value(digits), start);
    }

    private static Object value(String digits) {
        char kind = digits.length() > 1 && digits.charAt(0) == '0' ? Character.toLowerCase(digits.charAt(1)) : '0';
        return switch (kind) {
            case 'x' -> Numbers.shrink(new BigInteger(digits.substring(2), 16));
            case 'b' -> Numbers.shrink(new BigInteger(digits.substring(2), 2));
            case 'o' -> Numbers.shrink(new BigInteger(digits.substring(2), 8));
            default -> digits.matches("\\d+") ? Numbers.shrink(new BigInteger(digits)) : (Object) Double.valueOf(digits);
        };
    }

    private Token string(char quote) {
        int start = at++;
        while (at < source.length() && source.charAt(at) != quote) {
            at += source.charAt(at) == '\\' ? 2 : 1;
        }
        if (at >= source.length()) {
            throw new ExpressionException("the string that begins here is never closed", start);
        }
        String raw = source.substring(start + 1, at++);
        String value = raw.indexOf('\\') < 0 ? raw
                : rawBackslashes ? raw.replace("\\" + quote, String.valueOf(quote)) : Escapes.decode(raw, start + 1);
        return new Token(Token.Kind.STRING, source.substring(start, at), value, start);
    }

    private Token operator(char c) {
        int start = at;
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                at += 2;
                return new Token(Token.Kind.OPERATOR, operator, null, start);
            }
        }
        if (SINGLE.indexOf(c) < 0) {
            throw new ExpressionException("unexpected '" + c + "'" + advice(c), at);
        }
        balance(c);
        at++;
        return new Token(Token.Kind.OPERATOR, String.valueOf(c), null, start);
    }

    private static String advice(char c) {
        return switch (c) {
            case '!' -> "; write 'not'";
            case '&' -> "; write 'and'";
            case '$' -> "; variables are written without it";
            default -> "";
        };
    }

    private void balance(char c) {
        if (c == '(' || c == '[' || c == '{') {
            brackets.push(at);
        } else if (c == ')' || c == ']' || c == '}') {
            char open = c == ')' ? '(' : c == ']' ? '[' : '{';
            if (brackets.isEmpty() || source.charAt(brackets.peek()) != open) {
                requireClosed();
                throw new ExpressionException("'" + c + "' closes nothing", at);
            }
            brackets.pop();
        }
    }
}
