package jplay.runner.expression;

import org.jspecify.annotations.Nullable;

/** A filter: from a value and arguments to a value. */
@FunctionalInterface
interface Filter {
    @Nullable Object apply(@Nullable Object value, Args args);
}
