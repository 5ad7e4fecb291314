package jplay.runner.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Where output goes.
 *
 * @param interactive whether {@code out} is a terminal; the launcher knows, since the JVM does not tell
 * @param columns its width
 */
record Terminal(PrintStream out, PrintStream err, boolean interactive, int columns, Map<String, String> environment) {
    private static final int DEFAULT_COLUMNS = 80;

    static Terminal system() {
        return new Terminal(
                stream(FileDescriptor.out),
                stream(FileDescriptor.err),
                Boolean.getBoolean("jplay.terminal"),
                columns(System.getProperty("jplay.columns", "")),
                System.getenv());
    }

    /** UTF-8 whatever the locale, and no flush but when asked. */
    private static PrintStream stream(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), false, StandardCharsets.UTF_8);
    }

    private static int columns(String text) {
        try {
            return Math.max(40, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return DEFAULT_COLUMNS;
        }
    }

    /** https://no-color.org; {@code ANSIBLE_FORCE_COLOR} for CI that shows colours. */
    boolean colours() {
        return flag("JPLAY_FORCE_COLOR") || flag("ANSIBLE_FORCE_COLOR")
                || interactive && environment.getOrDefault("NO_COLOR", "").isEmpty() && !flag("ANSIBLE_NOCOLOR");
    }

    private boolean flag(String name) {
        return switch (environment.getOrDefault(name, "").toLowerCase(java.util.Locale.ROOT)) {
            case "1", "true", "yes", "on" -> true;
            default -> false;
        };
    }
}
