package jplay.runner.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a name or key that is not there evaluates to; an error once it is used. */
public final class Undefined {
    private final String name;
    private final @Nullable String hint;
    private final Iterable<String> candidates;
    private final int offset;

    private Undefined(String name, @Nullable String hint, Iterable<String> candidates, int offset) {
        this.name = name;
        this.hint = hint;
        this.candidates = candidates;
        this.offset = offset;
    }

    /** A variable of this name is not defined. */
    public static Undefined of(String name) {
        return new Undefined(name, null, List.of(), -1);
    }

    /** Something is missing, for a reason told in full. */
    public static Undefined because(String name, String hint) {
        return new Undefined(name, hint, List.of(), -1);
    }

    /** The same, with the names that might have been meant (looked at only for a message) and the place. */
    Undefined with(Iterable<String> names, int place) {
        return offset >= 0 ? this : new Undefined(name, hint, names, place);
    }

    public String name() {
        return name;
    }

    /** What is missing, and what was probably meant. */
    public String message() {
        String what = hint != null ? hint : "'" + name + "' is undefined";
        return what + CloseNames.suggestion(name, candidates);
    }

    public UndefinedException error() {
        return new UndefinedException(message(), offset);
    }

    @Override
    public String toString() {
        return "Undefined";
    }
}
