package jplay.runner.connection;

import java.time.Duration;
import java.util.Map;
import jplay.tasks.contract.Content;
import org.jspecify.annotations.Nullable;

/**
 * One script for the host's shell.
 *
 * @param script POSIX shell; runs in a subshell of the persistent one, so that the prelude's functions are there
 * @param stdin what the script reads, null for nothing
 * @param timeout after which what runs is killed and {@link ConnectionException.Kind#TIMEOUT} thrown; null for none
 * @param environment exported to the script
 * @param maxOutput how many bytes of each output are kept
 */
public record Request(
        String script,
        @Nullable Content stdin,
        @Nullable Become become,
        @Nullable Duration timeout,
        Map<String, String> environment,
        int maxOutput) {

    private static final int MAX_OUTPUT = 64 << 20;

    public Request {
        environment = Map.copyOf(environment);
    }

    public static Request of(String script) {
        return new Request(script, null, null, null, Map.of(), MAX_OUTPUT);
    }

    public Request withScript(String value) {
        return new Request(value, stdin, become, timeout, environment, maxOutput);
    }

    public Request withStdin(@Nullable Content value) {
        return new Request(script, value, become, timeout, environment, maxOutput);
    }

    public Request withBecome(@Nullable Become value) {
        return new Request(script, stdin, value, timeout, environment, maxOutput);
    }

    public Request withTimeout(@Nullable Duration value) {
        return new Request(script, stdin, become, value, environment, maxOutput);
    }

    public Request withEnvironment(Map<String, String> value) {
        return new Request(script, stdin, become, timeout, value, maxOutput);
    }

    public Request withMaxOutput(int value) {
        return new Request(script, stdin, become, timeout, environment, value);
    }

    /** Without the script and the environment, which may hold secrets. */
    @Override
    public String toString() {
        return "Request[" + script.length() + " characters]";
    }
}
