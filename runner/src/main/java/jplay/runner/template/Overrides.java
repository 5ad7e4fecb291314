package jplay.runner.template;

import java.util.Map;
import jplay.runner.expression.Environment;
import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Values;
import org.jspecify.annotations.Nullable;

/** The options that a template sets in a first line {@code #jinja2: name:value, …}, and where the line ends. */
record Overrides(TemplateOptions options, int end) {
    private static final String MARK = "#jinja2:";

    static boolean isIn(String text) {
        return text.startsWith(MARK);
    }

    static Overrides read(Source source, TemplateOptions given) {
        String text = source.text();
        if (!isIn(text)) {
            return new Overrides(given, 0);
        }
        int end = text.indexOf('\n') < 0 ? text.length() : text.indexOf('\n');
        TemplateOptions options = given;
        int at = MARK.length();
        // As in Ansible, a comma always ends a pair.
        for (String pair : text.substring(at, end).split(",", -1)) {
            options = set(source, options, pair, at);
            at += pair.length() + 1;
        }
        return new Overrides(options, Math.min(end + 1, text.length()));
    }

    private static TemplateOptions set(Source source, TemplateOptions options, String pair, int offset) {
        int colon = pair.indexOf(':');
        if (colon < 0) {
            throw source.error(offset, "an option in the line '#jinja2:' is written 'name: value'");
        }
        String name = pair.substring(0, colon).strip();
        TemplateOptions changed = options.with(name, value(source, pair.substring(colon + 1).strip(), offset + colon + 1));
        if (changed == null) {
            throw source.error(offset, "there is no option '" + name + "' of templates");
        }
        return changed;
    }

    private static @Nullable Object value(Source source, String written, int offset) {
        try {
            return Values.require(Expression.parse(written).evaluate(Scope.of(Map.of(), Environment.plain())));
        } catch (ExpressionException e) {
            throw source.error(offset, "an option's value must be a literal, as True or '<%': " + e.message());
        }
    }
}
