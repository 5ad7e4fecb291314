package jplay.runner.cli;

/** The command line is wrong: one line for the user, exit code 5. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    UsageException(String message) {
        super(message, null, false, false);
    }
}
