package jplay.runner.roles;

/** A role cannot be had; the message says why. */
public final class RoleFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    RoleFailure(String message) {
        super(message, null, false, false);
    }

    RoleFailure(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
