package jplay.runner.keep;

/** A task would do what the kept plan does not have; the message is for the user. */
public final class OffPlan extends RuntimeException {
    private static final long serialVersionUID = 1;

    OffPlan(String message) {
        super(message, null, false, false);
    }

    public String message() {
        return String.valueOf(getMessage());
    }
}
