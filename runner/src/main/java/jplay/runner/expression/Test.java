package jplay.runner.expression;

import org.jspecify.annotations.Nullable;

/** A test: what stands after {@code is}. */
@FunctionalInterface
interface Test {
    boolean test(@Nullable Object value, Args args);
}
