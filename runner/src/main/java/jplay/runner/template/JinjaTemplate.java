package jplay.runner.template;

import java.nio.file.Path;
import java.util.Map;
import jplay.runner.expression.Scope;
import jplay.runner.expression.UnknownException;
import org.jspecify.annotations.Nullable;

/** A Jinja template that has been read. In a string of a playbook, values keep their types. */
record JinjaTemplate(Source source, Statement.Body body, Map<String, Inheritance.Block> blocks, String newline, int newlines)
        implements Renderable {
    /** Reads a template of its own, which may begin with a line of options. */
    static JinjaTemplate read(Source given, TemplateOptions options) {
        Source source = normal(given);
        Overrides overrides = Overrides.read(source, options);
        return read(source, overrides.end(), overrides.options(), trailingNewlines(given.text()), new Includes(overrides.options()));
    }

    /** Reads a template that another one includes. */
    static JinjaTemplate read(Source given, TemplateOptions options, Includes includes) {
        return read(normal(given), 0, options, 0, includes);
    }

    private static JinjaTemplate read(Source source, int from, TemplateOptions options, int newlines, Includes includes) {
        try {
            JinjaParser parser = new JinjaParser(source, new JinjaReader(source, from, options).pieces(), options, includes);
            Statement.Body body = parser.template();
            return new JinjaTemplate(source, body, parser.blocks(), options.newline(), newlines);
        } catch (StackOverflowError e) {
            throw source.error(from, "the template is nested too deep");
        }
    }

    private static Source normal(Source given) {
        String text = given.text().indexOf('\r') < 0 ? given.text() : given.text().replace("\r\n", "\n").replace('\r', '\n');
        return new Source(given.name(), text, given.rawBackslashes());
    }

    @Override
    public @Nullable Object render(Scope scope) {
        boolean typed = source.name() == null;
        Path home = typed ? null : Path.of(String.valueOf(source.name())).toAbsolutePath().getParent();
        Sink out = new Sink();
        try {
            new Rendering(scope, typed, home).run(this, out);
        } catch (UnknownInTemplate e) {
            return e.unknown();
        } catch (UnknownException e) {
            return e.unknown();
        } catch (StackOverflowError e) {
            throw source.error(0, "the template is nested too deep, or includes itself without end");
        }
        Object value = typed ? out.written() : out.text();
        return switch (value) {
            case String text -> restoreNewlines(text);
            case Written written -> new Written(restoreNewlines(written.text()), written.value());
            case null, default -> value;
        };
    }

    /** The reader drops the last newline; the result ends with as many as the source. */
    private String restoreNewlines(String text) {
        return text + newline.repeat(Math.max(0, newlines - trailingNewlines(text)));
    }

    private static int trailingNewlines(String text) {
        int n = 0;
        while (n < text.length() && text.charAt(text.length() - 1 - n) == '\n') {
            n++;
        }
        return n;
    }
}
