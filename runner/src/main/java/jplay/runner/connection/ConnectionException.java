package jplay.runner.connection;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** A host could not be reached, or not as asked for. The message is fit for the user and holds no secret. */
public final class ConnectionException extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    private final Kind kind;

    /** What went wrong. */
    public enum Kind {
        UNREACHABLE,
        AUTH_REFUSED,
        HOST_KEY_UNKNOWN,
        HOST_KEY_CHANGED,
        BECOME_PASSWORD_WRONG,
        BECOME_PASSWORD_MISSING,
        BECOME_FAILED,
        /** The connection broke; whether the request was carried out is not known. */
        LOST,
        /** The request took longer than it may; what ran was killed. */
        TIMEOUT,
        INTERRUPTED,
        /** Something given is wrong: a key file, the configuration, the kind of connection. */
        BAD_SETTING
    }

    public ConnectionException(Kind kind, String message) {
        this(kind, message, null);
    }

    public ConnectionException(Kind kind, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** Whether Ansible would call the host unreachable, rather than the task failed. */
    public boolean unreachable() {
        return switch (kind) {
            case UNREACHABLE, AUTH_REFUSED, HOST_KEY_UNKNOWN, HOST_KEY_CHANGED, LOST, BAD_SETTING -> true;
            default -> false;
        };
    }
}
