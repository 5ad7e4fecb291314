package jplay.runner.connection;

import java.nio.charset.StandardCharsets;

/**
 * What a script left.
 *
 * @param exit its exit status, 128 and the signal's number when a signal ended it
 * @param truncated whether one of the outputs was longer than the request allowed
 */
public record Reply(int exit, byte[] stdout, byte[] stderr, boolean truncated) {
    public boolean ok() {
        return exit == 0;
    }

    public String out() {
        return new String(stdout, StandardCharsets.UTF_8);
    }

    public String err() {
        return new String(stderr, StandardCharsets.UTF_8);
    }

    /** Without the outputs, which may hold secrets. */
    @Override
    public String toString() {
        return "Reply[exit=" + exit + ", " + stdout.length + " and " + stderr.length + " bytes]";
    }
}
