package jplay.runner.execute;

/** The run was interrupted by the user. */
final class Interrupted extends RuntimeException {
    private static final long serialVersionUID = 1;

    Interrupted() {
        super("interrupted", null, false, false);
    }
}
