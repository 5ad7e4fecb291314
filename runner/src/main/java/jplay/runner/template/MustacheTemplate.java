package jplay.runner.template;

import com.github.mustachejava.Mustache;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import jplay.runner.expression.Scope;
import org.jspecify.annotations.Nullable;

/** A Mustache template that has been read. */
record MustacheTemplate(Source source, Mustache mustache) implements Renderable {
    /** Partials are looked for in the directory; a string has none. */
    static MustacheTemplate read(Source source, @Nullable Path directory) {
        return new MustacheTemplate(source, new MustacheCompiler(source, new Partials(directory)).compile(""));
    }

    @Override
    public Object render(Scope scope) {
        StringWriter out = new StringWriter();
        try {
            mustache.execute(out, new ArrayList<Object>(List.of(scope)));
            return out.toString();
        } catch (StackOverflowError e) {
            throw source.error(0, "the template includes itself without end");
        } catch (RuntimeException e) {
            return unwrap(e);
        }
    }

    /** The library wraps what a tag throws, once for each section around it. */
    private static Object unwrap(RuntimeException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownInTemplate unknown) {
                return unknown.unknown();
            }
            if (cause instanceof TemplateException template) {
                throw template;
            }
        }
        throw e;
    }
}
