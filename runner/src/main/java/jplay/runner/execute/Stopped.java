package jplay.runner.execute;

/** A task cannot go on on a host; the message is for the user. */
final class Stopped extends RuntimeException {
    private static final long serialVersionUID = 1;
    final boolean unreachable;

    Stopped(String message, boolean unreachable) {
        super(message, null, false, false);
        this.unreachable = unreachable;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
