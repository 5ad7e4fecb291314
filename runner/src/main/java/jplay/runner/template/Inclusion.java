package jplay.runner.template;

import java.util.LinkedHashMap;
import java.util.Map;
import jplay.runner.expression.Expression;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Undefined;
import org.jspecify.annotations.Nullable;

/** Statements that bring in other templates. */
sealed interface Inclusion extends Statement {
    record Include(Source source, Expression template, boolean ignoreMissing, boolean withContext, Includes includes) implements Inclusion {
        @Override
        public void render(Frame frame, Sink out) {
            if (out.muted()) {
                return;
            }
            JinjaTemplate found = ignoreMissing ? includes.find(source, template, frame) : includes.require(source, template, frame);
            if (found != null) {
                rendering(frame, withContext).run(found, out);
            }
        }
    }

    /** {@code import … as name}. */
    record Import(Source source, Expression template, String name, boolean withContext, Includes includes) implements Inclusion {
        @Override
        public void render(Frame frame, Sink out) {
            frame.set(name, module(includes.require(source, template, frame), frame, withContext));
        }
    }

    /** {@code from … import}; the names are keyed by what they are called here. */
    record From(Source source, Expression template, Map<String, String> names, boolean withContext, Includes includes) implements Inclusion {
        @Override
        public void render(Frame frame, Sink out) {
            JinjaTemplate found = includes.require(source, template, frame);
            TemplateModule module = module(found, frame, withContext);
            names.forEach((here, there) -> {
                Object value = module.attribute(there);
                frame.set(here, value instanceof Undefined
                        ? Undefined.because(there, "the template '" + found.source().name() + "' sets no '" + there + "'") : value);
            });
        }
    }

    private static Rendering rendering(Frame frame, boolean withContext) {
        Scope base = withContext ? frame : Scope.of(Map.of(), frame.environment());
        return new Rendering(base, frame.rendering().typed(), frame.rendering().home());
    }

    private static TemplateModule module(JinjaTemplate template, Frame frame, boolean withContext) {
        Rendering rendering = rendering(frame, withContext);
        Sink out = new Sink();
        rendering.run(template, out);
        Map<String, @Nullable Object> exported = new LinkedHashMap<>(rendering.exported());
        exported.keySet().removeIf(name -> name.startsWith("_"));
        return new TemplateModule(String.valueOf(template.source().name()), exported, out.text());
    }
}
