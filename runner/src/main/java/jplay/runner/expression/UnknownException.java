package jplay.runner.expression;

/** Carries an {@link Unknown} past the operations that would have needed its value. */
public final class UnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Unknown unknown;

    UnknownException(Unknown unknown) {
        super(unknown.reason(), null, false, false);
        this.unknown = unknown;
    }

    /** What is not known. */
    public Unknown unknown() {
        return unknown;
    }
}
