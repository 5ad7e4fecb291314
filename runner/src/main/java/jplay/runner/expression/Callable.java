package jplay.runner.expression;

import org.jspecify.annotations.Nullable;

/** A value that can be called: a global function, a method bound to its object, a macro. */
@FunctionalInterface
public interface Callable {
    @Nullable Object call(Args args);
}
