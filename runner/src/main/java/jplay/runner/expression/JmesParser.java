package jplay.runner.expression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.expression.JmesLexer.Token;
import org.jspecify.annotations.Nullable;

/** Reads JMESPath, the language of the filter {@code json_query}. */
final class JmesParser {
    private static final Cache<String, Jmes> CACHE = Caffeine.newBuilder().maximumSize(1_000).executor(Runnable::run).build();
    private static final int STAR = 20;
    private static final int DOT = 40;

    private final String query;
    private final List<Token> tokens;
    private int next;

    private JmesParser(String query) {
        this.query = query;
        this.tokens = JmesLexer.tokens(query);
    }

    static Jmes parse(String query) {
        Jmes known = CACHE.getIfPresent(query);
        if (known == null) {
            JmesParser parser = new JmesParser(query);
            known = parser.expression(0);
            parser.expect("the end");
            CACHE.put(query, known);
        }
        return known;
    }

    /** How strongly a token binds to what stands before it. */
    private static int power(String kind) {
        return switch (kind) {
            case "|" -> 1;
            case "||" -> 2;
            case "&&" -> 3;
            case "==", "!=", "<", "<=", ">", ">=" -> 5;
            case "[]" -> 9;
            case "[?" -> 21;
            case "." -> DOT;
            case "[" -> 55;
            default -> 0;
        };
    }

    private String kind() {
        return tokens.get(next).kind();
    }

    private boolean accept(String kind) {
        boolean found = kind().equals(kind);
        if (found && next < tokens.size() - 1) {
            next++;
        }
        return found;
    }

    private void expect(String kind) {
        if (!accept(kind)) {
            throw error("expected " + (kind.equals("the end") ? kind : "'" + kind + "'") + " instead of " + shown(), next);
        }
    }

    private String shown() {
        Token token = tokens.get(next);
        return token.value() == null ? token.kind() : "'" + token.value() + "'";
    }

    private ExpressionException error(String problem, int token) {
        return new ExpressionException("in the query '" + query + "': " + problem + " at character " + (tokens.get(token).at() + 1));
    }

    private Jmes expression(int power) {
        Jmes left = first();
        while (power < power(kind())) {
            left = after(left);
        }
        return left;
    }

    private Jmes first() {
        Token token = tokens.get(next);
        if (!accept(token.kind()) || token.kind().equals("the end")) {
            throw error("the query ends too early", next);
        }
        return switch (token.kind()) {
            case "literal" -> value -> token.value();
            case "name" -> accept("(") ? JmesFunctions.call(String.valueOf(token.value()), arguments()) : Jmes.field(String.valueOf(token.value()));
            case "quoted" -> Jmes.field(String.valueOf(token.value()));
            case "@" -> Jmes.IDENTITY;
            case "*" -> Jmes.valueProjection(Jmes.IDENTITY, projected(STAR));
            case "[]" -> Jmes.projection(Jmes.flatten(Jmes.IDENTITY), projected(9));
            case "[?" -> filter(Jmes.IDENTITY);
            case "[" -> bracket();
            case "{" -> dict();
            case "!" -> not(expression(45));
            case "&" -> new JmesFunctions.Reference(expression(0));
            case "(" -> {
                Jmes inner = expression(0);
                expect(")");
                yield inner;
            }
            default -> throw error("unexpected '" + token.kind() + "'", next - 1);
        };
    }

    private static Jmes not(Jmes operand) {
        return value -> !Jmes.truth(operand.search(value));
    }

    private Jmes after(Jmes left) {
        String kind = kind();
        next++;
        return switch (kind) {
            case "." -> accept("*") ? Jmes.valueProjection(left, projected(STAR)) : then(left, member(DOT));
            case "|" -> then(left, expression(1));
            case "||" -> logic(left, expression(2), true);
            case "&&" -> logic(left, expression(3), false);
            case "[]" -> Jmes.projection(Jmes.flatten(left), projected(9));
            case "[?" -> filter(left);
            case "[" -> accept("*") ? each(left) : index(left);
            default -> Jmes.comparison(kind, left, expression(5));
        };
    }

    private Jmes each(Jmes left) {
        expect("]");
        return Jmes.projection(left, projected(STAR));
    }

    private static Jmes then(Jmes left, Jmes right) {
        return value -> right.search(left.search(value));
    }

    private static Jmes logic(Jmes left, Jmes right, boolean or) {
        return value -> {
            Object first = left.search(value);
            return Jmes.truth(first) == or ? first : right.search(value);
        };
    }

    /** What is done with each item of a projection. */
    private Jmes projected(int power) {
        return switch (kind()) {
            case "[", "[?" -> expression(power, Jmes.IDENTITY);
            case "." -> expression(power, Jmes.IDENTITY);
            default -> Jmes.IDENTITY;
        };
    }

    private Jmes expression(int power, Jmes start) {
        Jmes left = start;
        while (power < power(kind())) {
            left = after(left);
        }
        return left;
    }

    /** What may follow a dot. */
    private Jmes member(int power) {
        return switch (kind()) {
            case "name", "quoted" -> expression(power);
            case "[" -> {
                next++;
                yield several();
            }
            case "{" -> {
                next++;
                yield dict();
            }
            default -> throw error("unexpected " + shown() + " after '.'", next);
        };
    }

    private Jmes filter(Jmes left) {
        Jmes condition = expression(0);
        expect("]");
        return Jmes.filterProjection(left, condition, kind().equals("[]") ? Jmes.IDENTITY : projected(21));
    }

    private Jmes bracket() {
        if (kind().equals("number") || kind().equals(":")) {
            return index(Jmes.IDENTITY);
        }
        if (kind().equals("*") && tokens.get(next + 1).kind().equals("]")) {
            next++;
            return each(Jmes.IDENTITY);
        }
        return several();
    }

    private Jmes index(Jmes left) {
        @Nullable Object[] parts = new Object[3];
        int part = 0;
        while (!accept("]")) {
            if (kind().equals("number")) {
                parts[part] = tokens.get(next++).value();
            } else if (part < 2 && accept(":")) {
                part++;
            } else {
                throw error("expected a number or ']' instead of " + shown(), next);
            }
        }
        if (part > 0) {
            return Jmes.projection(then(left, Jmes.slice(parts[0], parts[1], parts[2])), projected(STAR));
        }
        if (!(parts[0] instanceof Long index)) {
            throw error("an index is missing", next - 1);
        }
        return then(left, Jmes.index(index));
    }

    private Jmes several() {
        List<Jmes> parts = new ArrayList<>();
        do {
            parts.add(expression(0));
        } while (accept(","));
        expect("]");
        return Jmes.list(parts);
    }

    private Jmes dict() {
        Map<String, Jmes> parts = new LinkedHashMap<>();
        do {
            if (!kind().equals("name") && !kind().equals("quoted")) {
                throw error("expected a key instead of " + shown(), next);
            }
            String key = String.valueOf(tokens.get(next++).value());
            expect(":");
            parts.put(key, expression(0));
        } while (accept(","));
        expect("}");
        return Jmes.dict(parts);
    }

    private List<Jmes> arguments() {
        List<Jmes> arguments = new ArrayList<>();
        while (!accept(")")) {
            arguments.add(expression(0));
            if (!kind().equals(")")) {
                expect(",");
            }
        }
        return arguments;
    }
}
