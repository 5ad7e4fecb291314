package jplay.runner.template;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.DefaultMustacheVisitor;
import com.github.mustachejava.Mustache;
import com.github.mustachejava.TemplateContext;
import com.github.mustachejava.codes.DefaultCode;
import java.io.Writer;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Builds Mustache.java's code from our own tags. The library's parser would end a tag at a brace within a string, take a
 * sign that begins an expression for one of its own, and lose count of lines.
 */
final class MustacheCompiler {
    private final Source source;
    private final Partials partials;
    private final MustacheValues values;
    private final DefaultMustacheFactory factory = new DefaultMustacheFactory();
    private final TemplateContext context;

    MustacheCompiler(Source source, Partials partials) {
        this.source = source;
        this.partials = partials;
        this.values = new MustacheValues(source);
        this.context = new TemplateContext("{{", "}}", source.name() == null ? "string" : source.name(), 0, true);
        factory.setObjectHandler(values);
    }

    /** Every line of the result begins with the indent. */
    Mustache compile(String indent) {
        Iterator<MustacheTag> tags = new MustacheReader(source, indent).tags().iterator();
        Mustache mustache = body(tags, null);
        mustache.init();
        return mustache;
    }

    private Mustache body(Iterator<MustacheTag> tags, @Nullable MustacheTag open) {
        Visitor visitor = new Visitor(factory);
        while (tags.hasNext()) {
            MustacheTag tag = tags.next();
            if (tag.kind() == MustacheTag.Kind.END) {
                requireMatch(open, tag);
                return visitor.mustache(context);
            }
            add(visitor, tag, tags);
        }
        if (open != null) {
            throw source.error(open.offset(), "the section '" + open.label() + "' is never closed");
        }
        return visitor.mustache(context);
    }

    private void requireMatch(@Nullable MustacheTag open, MustacheTag close) {
        if (open == null) {
            throw source.error(close.offset(), "'{{/ " + close.label() + " }}' closes no section");
        }
        if (!open.label().equals(close.label())) {
            throw source.error(close.offset(), "'{{/ " + close.label() + " }}' does not close the section '" + open.label() + "'");
        }
    }

    private void add(Visitor visitor, MustacheTag tag, Iterator<MustacheTag> rest) {
        switch (tag.kind()) {
            case TEXT -> visitor.write(context, tag.label());
            case VALUE -> visitor.value(context, values.name(expression(tag)), false);
            case SECTION -> visitor.iterable(context, values.name(expression(tag)), body(rest, tag));
            case INVERTED -> visitor.notIterable(context, values.name(expression(tag)), body(rest, tag));
            case PARTIAL -> visitor.add(new PartialCode(context, factory, tag));
            case END -> throw new IllegalStateException("an end is handled where its section begins");
        }
    }

    private static jplay.runner.expression.Expression expression(MustacheTag tag) {
        return Objects.requireNonNull(tag.expression());
    }

    private static final class Visitor extends DefaultMustacheVisitor {
        Visitor(DefaultMustacheFactory factory) {
            super(factory);
        }

        void add(DefaultCode code) {
            list.add(code);
        }
    }

    /** Finds its template when it is run, so that one may include itself. */
    private final class PartialCode extends DefaultCode {
        private final MustacheTag tag;

        PartialCode(TemplateContext context, DefaultMustacheFactory factory, MustacheTag tag) {
            super(context, factory, null, null, ">");
            this.tag = tag;
        }

        @Override
        public Writer execute(Writer writer, List<Object> scopes) {
            return appendText(partials.find(tag.label(), tag.indent(), source, tag.offset()).execute(writer, scopes));
        }
    }
}
