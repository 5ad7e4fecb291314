package jplay.runner.expression;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An expression that has been read and can be evaluated many times, by many threads. */
public final class Expression {
    private static final Cache<String, Expression> CACHE = Caffeine.newBuilder().maximumSize(20_000).executor(Runnable::run).build();

    private final String source;
    private final Node root;
    private final Set<String> names;

    Expression(String source, Node root, Set<String> names) {
        this.source = source;
        this.root = root;
        this.names = Set.copyOf(names);
    }

    /** An expression and where the mark that closes its tag begins. */
    public record Tag(Expression expression, int end) {}

    /** Reads a bare expression, such as a condition; backslashes in its strings are escapes. */
    public static Expression parse(String source) {
        Expression known = CACHE.getIfPresent(source);
        if (known == null) {
            known = read(source, new Lexer(source, 0, "", false));
            CACHE.put(source, known);
        }
        return known;
    }

    /**
     * Reads the expression in a tag; offsets count from the beginning of the source.
     *
     * @param closing what ends the tag, as {@code }}}
     * @param rawBackslashes whether backslashes in strings stand for themselves, as in a playbook's {@code {{ }}}
     */
    public static Tag parseTag(String source, int start, String closing, boolean rawBackslashes) {
        Lexer lexer = new Lexer(source, start, closing, rawBackslashes);
        Expression expression = read(source, lexer);
        return new Tag(expression, lexer.end());
    }

    /** Where the mark that closes a tag begins, passing over those in strings and brackets. */
    public static int endOfTag(String source, int start, String closing) {
        Lexer lexer = new Lexer(source, start, closing, true);
        lexer.tokens();
        return lexer.end();
    }

    private static Expression read(String source, Lexer lexer) {
        try {
            Parser parser = new Parser(new Cursor(lexer.tokens()));
            return new Expression(source, parser.whole(), parser.names());
        } catch (StackOverflowError e) {
            throw new ExpressionException("the expression is nested too deep", 0);
        }
    }

    /** The value; an {@link Undefined} or {@link Unknown} is a value too. */
    public @Nullable Object evaluate(Scope scope) {
        try {
            return root.part(scope);
        } catch (StackOverflowError e) {
            throw new ExpressionException("the value is nested too deep, or refers to itself", root.offset());
        }
    }

    /** The variables that the expression reads, globals such as {@code range} left out. */
    public Set<String> names() {
        Set<String> free = new LinkedHashSet<>(names);
        free.removeIf(name -> Globals.find(name) != null);
        return free;
    }

    /**
     * The variables without which it has no value: not those that it asks whether they are defined, gives a default, or
     * looks at only where something else holds.
     */
    public Set<String> needs() {
        Set<String> needs = new LinkedHashSet<>();
        Needs.of(root, needs);
        needs.removeIf(name -> Globals.find(name) != null);
        return needs;
    }

    /** Where in the source the outermost operation stands. */
    public int offset() {
        return root.offset();
    }

    public String source() {
        return source;
    }
}
