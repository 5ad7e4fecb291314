package jplay.runner.connection;

import org.jspecify.annotations.Nullable;

/**
 * As which other user a request runs.
 *
 * @param method {@code sudo}, {@code su} or {@code doas}
 * @param flags options of the method; null for {@code -H} of sudo and none of su
 * @param exe the program, null for the method's name
 */
public record Become(
        String method, String user, @Nullable Secret password, @Nullable String flags, @Nullable String exe) {

    public static Become sudo(String user) {
        return new Become("sudo", user, null, null, null);
    }

    public static Become su(String user) {
        return new Become("su", user, null, null, null);
    }

    /** In the same way, another user. */
    public Become as(String other) {
        return new Become(method, other, password, flags, exe);
    }

    public Become withPassword(@Nullable Secret value) {
        return new Become(method, user, value, flags, exe);
    }
}
