package jplay.runner.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a name or key that is not there evaluates to; an error once it is used. */
public final class Undefined {
    private final String name;
    private final @Nullable String hint;
    private final @Nullable String subject;
    private final Iterable<String> candidates;
    private final int offset;
    private final boolean blank;

    private Undefined(String name, @Nullable String hint, @Nullable String subject, Iterable<String> candidates, int offset) {
        this(name, hint, subject, candidates, offset, false);
    }

    private Undefined(
            String name, @Nullable String hint, @Nullable String subject, Iterable<String> candidates, int offset, boolean blank) {
        this.blank = blank;
        this.name = name;
        this.hint = hint;
        this.subject = subject;
        this.candidates = candidates;
        this.offset = offset;
    }

    /** A variable of this name is not defined. */
    public static Undefined of(String name) {
        return new Undefined(name, null, null, List.of(), -1);
    }

    /** Something is missing, for a reason told in full. */
    public static Undefined because(String name, String hint) {
        return new Undefined(name, hint, null, List.of(), -1);
    }

    /** What an inline {@code if} without {@code else} leaves: not defined, but empty text where it is used. */
    static Undefined blank() {
        return new Undefined("if", "the inline 'if' is false and has no 'else'", null, List.of(), -1, true);
    }

    public boolean isBlank() {
        return blank;
    }

    /** A value, named by its type, lacks something. */
    static Undefined lacking(String name, String type, String lack) {
        return new Undefined(name, lack, type, List.of(), -1);
    }

    /** The same, with the names that might have been meant (looked at only for a message) and the place. */
    Undefined with(Iterable<String> names, int place) {
        return offset >= 0 || blank ? this : new Undefined(name, hint, subject, names, place);
    }

    /** The same, told of the variable that lacks something. */
    Undefined of(Node base) {
        String path = subject == null || offset >= 0 ? null : Access.path(base);
        return path == null ? this : new Undefined(name, hint, "'" + path + "' (" + subject + ")", candidates, offset);
    }

    public String name() {
        return name;
    }

    /** What is missing, and what was probably meant. */
    public String message() {
        String what = hint == null ? "'" + name + "' is undefined" : subject == null ? hint : subject + " " + hint;
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
