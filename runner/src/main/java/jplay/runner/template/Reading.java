package jplay.runner.template;

import java.nio.file.Path;
import java.util.regex.Pattern;
import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import org.jspecify.annotations.Nullable;

/** Decides by one scan what a text is, and reads it. */
final class Reading {
    private static final Pattern TRIPLE = Pattern.compile("\\{\\{\\{\\s*[A-Za-z_.][\\w.]*\\s*}}}");

    enum Kind {
        JINJA,
        MUSTACHE
    }

    private Reading() {}

    static Renderable string(String text) {
        Source source = new Source(null, text, true);
        if (kind(text) == Kind.MUSTACHE) {
            return MustacheTemplate.read(source, null);
        }
        Renderable whole = whole(source);
        return whole != null ? whole : JinjaTemplate.read(source, TemplateOptions.DEFAULT);
    }

    static Renderable file(Path file, String text, TemplateOptions options) {
        Source source = new Source(file.toString(), text, false);
        return file.toString().endsWith(".mustache") ? MustacheTemplate.read(source, file.toAbsolutePath().getParent())
                : JinjaTemplate.read(source, options);
    }

    /** Mustache if a tag begins as only its tags do; a block or comment of Jinja decides otherwise. */
    static Kind kind(String text) {
        if (Overrides.isIn(text)) {
            return Kind.JINJA;
        }
        int at = text.indexOf('{');
        while (at >= 0 && at + 1 < text.length()) {
            char next = text.charAt(at + 1);
            if (next == '%' || next == '#') {
                return Kind.JINJA;
            }
            if (next == '{') {
                if (isMustache(text, at)) {
                    return Kind.MUSTACHE;
                }
                at = pass(text, at);
            }
            at = text.indexOf('{', at + 1);
        }
        return Kind.JINJA;
    }

    private static boolean isMustache(String text, int at) {
        int sigil = at + 2;
        while (sigil < text.length() && text.charAt(sigil) == ' ') {
            sigil++;
        }
        boolean marked = sigil < text.length() && "#^/>".indexOf(text.charAt(sigil)) >= 0;
        return marked || text.startsWith("!", at + 2) || TRIPLE.matcher(text).region(at, text.length()).lookingAt();
    }

    private static int pass(String text, int at) {
        try {
            return Expression.endOfTag(text, at + 2, "}}") + 1;
        } catch (ExpressionException e) {
            // The reader finds it again, and says where it is.
            return at + 1;
        }
    }

    /** A text that is one expression, with at most a newline after it; null if it is more. */
    private static @Nullable Renderable whole(Source source) {
        String text = source.text();
        if (!text.startsWith("{{") || text.startsWith("{{-")) {
            return null;
        }
        Expression.Tag tag = source.expression(2, "}}");
        boolean newline = text.endsWith("}}\n");
        if (tag.end() + 2 != text.length() - (newline ? 1 : 0)) {
            return null;
        }
        Expression expression = tag.expression();
        if (!newline) {
            return scope -> source.value(expression, scope);
        }
        return scope -> {
            Object value = source.value(expression, scope);
            return value instanceof String s && !s.endsWith("\n") ? s + "\n" : value;
        };
    }
}
