package jplay.runner.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Cuts a JMESPath query into tokens. */
final class JmesLexer {
    private static final Pattern TOKEN = Pattern.compile("(?<name>[A-Za-z_]\\w*)|(?<number>-?\\d+)|(?<quoted>\"(?:[^\"\\\\]|\\\\.)*\")"
            + "|(?<raw>'(?:[^'\\\\]|\\\\.)*')|(?<json>`(?:[^`\\\\]|\\\\.)*`)|(?<sign>\\[\\?|\\[]|\\|\\||&&|==|!=|<=|>=|[.*\\[\\]{}()@,:<>!|&])",
            Pattern.DOTALL);

    private JmesLexer() {}

    /** A token; what names, numbers and literals stand for is the value. */
    record Token(String kind, @Nullable Object value, int at) {}

    static List<Token> tokens(String query) {
        List<Token> tokens = new ArrayList<>();
        Matcher m = TOKEN.matcher(query);
        int at = 0;
        while (at < query.length()) {
            if (Character.isWhitespace(query.charAt(at))) {
                at++;
                continue;
            }
            if (!m.find(at) || m.start() != at) {
                throw new ExpressionException("in the query '" + query + "': unexpected '" + query.charAt(at) + "' at character " + (at + 1));
            }
            tokens.add(token(m));
            at = m.end();
        }
        tokens.add(new Token("the end", null, at));
        return tokens;
    }

    private static Token token(Matcher m) {
        String text = m.group();
        String inner = text.length() > 1 ? text.substring(1, text.length() - 1) : "";
        if (m.group("name") != null) {
            return new Token("name", text, m.start());
        }
        if (m.group("number") != null) {
            return new Token("number", Long.valueOf(text), m.start());
        }
        if (m.group("quoted") != null) {
            return new Token("quoted", JsonReader.read(text), m.start());
        }
        if (m.group("raw") != null) {
            return new Token("literal", inner.replace("\\'", "'"), m.start());
        }
        return m.group("json") != null ? new Token("literal", json(inner.replace("\\`", "`")), m.start()) : new Token(text, text, m.start());
    }

    /** A literal that is no JSON is text without quotes, as older versions of the language have it. */
    private static @Nullable Object json(String text) {
        String stripped = text.strip();
        boolean looksRight = stripped.matches("(?s)[\\[{\"].*|-?\\d.*|true|false|null");
        return looksRight ? JsonReader.read(stripped) : stripped;
    }
}
