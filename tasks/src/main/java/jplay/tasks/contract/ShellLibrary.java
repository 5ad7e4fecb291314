package jplay.tasks.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The shell functions that reads and effects call: sent once a shell, in POSIX {@code sh}. They stand in the resources
 * {@code jplay/tasks/lib/*.sh}; every name begins with {@code jp_}.
 */
public final class ShellLibrary {
    private static final String[] PARTS = {"files.sh", "system.sh", "net.sh", "more.sh"};

    private ShellLibrary() {}

    /** The text of the whole library. */
    public static String text() {
        StringBuilder all = new StringBuilder();
        for (String part : PARTS) {
            try (InputStream in = ShellLibrary.class.getResourceAsStream("/jplay/tasks/lib/" + part)) {
                if (in == null) {
                    throw new IllegalStateException("missing resource " + part);
                }
                all.append(new String(in.readAllBytes(), StandardCharsets.UTF_8)).append('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toString();
    }
}
