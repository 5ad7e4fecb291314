package jplay.runner.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source of values on the control machine, called by {@code lookup}, {@code query} and {@code with_…}. */
@FunctionalInterface
public interface Lookup {
    /** The list of results; {@code terms} are the positional arguments and {@code options} the named ones. */
    List<@Nullable Object> run(List<@Nullable Object> terms, Map<String, @Nullable Object> options, Scope scope);
}
