package jplay.runner.expression;

import org.jspecify.annotations.Nullable;

/** A value with attributes of its own: a loop variable, a namespace, a cycler. */
public interface Attributes {
    /** The attribute's value, or an Undefined if there is none. */
    @Nullable Object attribute(String name);
}
