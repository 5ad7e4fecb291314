package jplay.runner.inventory;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.runner.source.Node;
import jplay.runner.source.SourceSpan;
import org.jspecify.annotations.Nullable;

/** Values in INI inventories: a Python literal where the text is one, otherwise the text. */
final class PythonLiteral {
    private static final Pattern NUMBER = Pattern.compile("0[xX](?:_?[0-9a-fA-F])+|0[oO](?:_?[0-7])+|0[bB](?:_?[01])+"
            + "|(?:[0-9](?:_?[0-9])*)?\\.?[0-9](?:_?[0-9])*\\.?(?:[eE][-+]?[0-9]+)?");
    private static final int MAX_DEPTH = 100;

    private static final class NotOne extends Exception {
        private static final long serialVersionUID = 1;

        NotOne() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private final SourceSpan span;
    private int at;
    private int depth;

    private PythonLiteral(String text, SourceSpan span) {
        this.text = text;
        this.span = span;
    }

    static Node read(String text, SourceSpan span) {
        if (text.isEmpty() || "-+.([{'\"0123456789TFNrRuU".indexOf(text.stripLeading().concat(" ").charAt(0)) < 0) {
            return Node.Scalar.text(text, span);
        }
        try {
            PythonLiteral reader = new PythonLiteral(text, span);
            Node node = reader.value();
            reader.space();
            if (reader.at < text.length() && reader.peek() != '#') {
                return Node.Scalar.text(text, span);
            }
            return node;
        } catch (NotOne e) {
            return Node.Scalar.text(text, span);
        }
    }

    private void space() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private boolean take(char c) {
        space();
        if (peek() != c || at >= text.length()) {
            return false;
        }
        at++;
        return true;
    }

    private Node value() throws NotOne {
        space();
        if (++depth > MAX_DEPTH) {
            throw new NotOne();
        }
        Node node = switch (peek()) {
            case '[' -> items(']');
            case '(' -> parenthesis();
            case '{' -> dict();
            case '\'', '"', 'r', 'R', 'u', 'U' -> string();
            case 'T', 'F', 'N' -> name();
            default -> number();
        };
        depth--;
        return node;
    }

    private Node name() throws NotOne {
        for (String name : Set.of("True", "False", "None")) {
            if (text.startsWith(name, at)) {
                at += name.length();
                return new Node.Scalar(name, name.equals("None") ? null : (Object) name.equals("True"), "", span);
            }
        }
        throw new NotOne();
    }

    private Node number() throws NotOne {
        int start = at;
        boolean negative = false;
        while (peek() == '-' || peek() == '+') {
            negative ^= peek() == '-';
            at++;
            space();
        }
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw new NotOne();
        }
        at = matcher.end();
        if (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '.') {
            throw new NotOne();
        }
        Object number = parse(matcher.group().replace("_", ""), negative);
        return new Node.Scalar(text.substring(start, at), number, "", span);
    }

    private static Object parse(String digits, boolean negative) throws NotOne {
        if (digits.length() > 1 && digits.charAt(0) == '0' && "xXoObB".indexOf(digits.charAt(1)) >= 0) {
            int radix = switch (digits.charAt(1)) {
                case 'x', 'X' -> 16;
                case 'o', 'O' -> 8;
                default -> 2;
            };
            return whole(new BigInteger(digits.substring(2), radix), negative);
        }
        if (digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            if (digits.startsWith("0") && !digits.chars().allMatch(c -> c == '0')) {
                throw new NotOne();
            }
            return whole(new BigInteger(digits), negative);
        }
        return negative ? -Double.parseDouble(digits) : Double.parseDouble(digits);
    }

    private static Object whole(BigInteger value, boolean negative) {
        BigInteger signed = negative ? value.negate() : value;
        return signed.bitLength() < 64 ? (Object) signed.longValue() : signed;
    }

    private Node string() throws NotOne {
        StringBuilder out = new StringBuilder();
        do {
            piece(out);
            space();
        } while (peek() == '\'' || peek() == '"');
        return Node.Scalar.text(out.toString(), span);
    }

    private void piece(StringBuilder out) throws NotOne {
        boolean raw = peek() == 'r' || peek() == 'R';
        if (peek() != '\'' && peek() != '"') {
            at++;
        }
        char quote = peek();
        if (quote != '\'' && quote != '"') {
            throw new NotOne();
        }
        at++;
        while (peek() != quote) {
            if (at >= text.length()) {
                throw new NotOne();
            }
            char c = text.charAt(at++);
            if (c != '\\') {
                out.append(c);
            } else if (raw) {
                out.append(c).append(peek());
                at++;
            } else {
                escape(out);
            }
        }
        at++;
    }

    private void escape(StringBuilder out) throws NotOne {
        char c = peek();
        at++;
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'a' -> out.append('\007');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case 'v' -> out.append('\013');
            case '\\', '\'', '"' -> out.append(c);
            case 'x' -> out.appendCodePoint(code(2, 16));
            case 'u' -> out.appendCodePoint(code(4, 16));
            case 'U' -> out.appendCodePoint(code(8, 16));
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal(out);
            default -> out.append('\\').append(c);
        }
    }

    private void octal(StringBuilder out) throws NotOne {
        int end = --at;
        while (end < text.length() && end < at + 3 && text.charAt(end) >= '0' && text.charAt(end) <= '7') {
            end++;
        }
        out.appendCodePoint(code(end - at, 8));
    }

    private int code(int length, int radix) throws NotOne {
        try {
            int code = Integer.parseInt(text, at, at + length, radix);
            at += length;
            if (!Character.isValidCodePoint(code)) {
                throw new NotOne();
            }
            return code;
        } catch (NumberFormatException | IndexOutOfBoundsException e) {
            throw new NotOne();
        }
    }

    private Node items(char close) throws NotOne {
        at++;
        List<Node> items = new ArrayList<>();
        while (!take(close)) {
            items.add(value());
            if (!take(',') && !ahead(close)) {
                throw new NotOne();
            }
        }
        return new Node.Items(items, span);
    }

    /** A tuple, which is a list here, or one value in parentheses. */
    private Node parenthesis() throws NotOne {
        int start = at;
        Node.Items items = (Node.Items) items(')');
        boolean tuple = items.items().size() != 1 || text.substring(start, at).matches("(?s).*,\\s*\\)");
        return tuple ? items : items.items().get(0);
    }

    private boolean ahead(char c) {
        space();
        return peek() == c;
    }

    /** A dict; a set becomes a list. */
    private Node dict() throws NotOne {
        at++;
        List<Node.Entry> entries = new ArrayList<>();
        @Nullable List<Node> members = null;
        while (!take('}')) {
            Node key = value();
            if (members == null && take(':') && key instanceof Node.Scalar scalar) {
                put(entries, scalar, value());
            } else if (entries.isEmpty()) {
                members = members == null ? new ArrayList<>() : members;
                members.add(key);
            } else {
                throw new NotOne();
            }
            if (!take(',') && !ahead('}')) {
                throw new NotOne();
            }
        }
        return members != null ? new Node.Items(members, span) : new Node.Dict(entries, span);
    }

    private static void put(List<Node.Entry> entries, Node.Scalar key, Node value) {
        entries.removeIf(entry -> java.util.Objects.equals(entry.key().value(), key.value()));
        entries.add(new Node.Entry(key, value));
    }
}
