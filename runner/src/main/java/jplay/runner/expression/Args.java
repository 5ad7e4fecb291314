package jplay.runner.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The arguments of a call, and the scope it is made in. */
public record Args(List<@Nullable Object> positional, Map<String, @Nullable Object> named, Scope scope) {
    static Args none(Scope scope) {
        return new Args(List.of(), Map.of(), scope);
    }

    static Args of(Scope scope, @Nullable Object... values) {
        return new Args(Tuple.of(values), Map.of(), scope);
    }

    int size() {
        return positional.size();
    }

    /** An index below 0 marks an argument that can only be named. */
    private boolean given(int index) {
        return index >= 0 && index < positional.size();
    }

    boolean has(int index, String name) {
        return given(index) || named.containsKey(name);
    }

    /** The argument as it is, perhaps undefined; null if it is not given. */
    @Nullable Object raw(int index, String name) {
        return given(index) ? positional.get(index) : named.get(name);
    }

    /** The argument, which must not be undefined; null if it is not given. */
    @Nullable Object get(int index, String name) {
        return Values.require(raw(index, name));
    }

    @Nullable Object get(int index, String name, @Nullable Object otherwise) {
        return has(index, name) ? get(index, name) : otherwise;
    }

    @Nullable Object required(int index, String name) {
        if (!has(index, name)) {
            throw new ExpressionException("the argument '" + name + "' is missing");
        }
        return get(index, name);
    }

    String text(int index, String name) {
        return Values.str(required(index, name));
    }

    String text(int index, String name, String otherwise) {
        return has(index, name) ? Values.str(get(index, name)) : otherwise;
    }

    long integer(int index, String name) {
        return Numbers.toLong(required(index, name), name);
    }

    long integer(int index, String name, long otherwise) {
        Object value = get(index, name);
        return value == null ? otherwise : Numbers.toLong(value, name);
    }

    int count(int index, String name, int otherwise) {
        return Math.toIntExact(integer(index, name, otherwise));
    }

    boolean flag(int index, String name, boolean otherwise) {
        return has(index, name) ? Values.truth(get(index, name)) : otherwise;
    }

    /** The arguments from the given position on, as {@code map('filter', …)} hands them to its filter. */
    Args from(int index) {
        return new Args(positional.subList(Math.min(index, size()), size()), named, scope);
    }
}
