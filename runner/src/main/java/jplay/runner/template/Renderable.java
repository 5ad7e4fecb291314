package jplay.runner.template;

import jplay.runner.expression.Scope;
import org.jspecify.annotations.Nullable;

/** A template that has been read. */
interface Renderable {
    /** The value; text, unless the template is one expression or something in it is unknown; perhaps a {@link Written}. */
    @Nullable Object render(Scope scope);
}
