package jplay.runner.report;

import java.time.Duration;
import java.util.Locale;

/** Times and sizes as people say them. */
final class Amounts {
    private Amounts() {}

    /** {@code 0.4s}, {@code 42s}, {@code 3m 07s}, {@code 1h 05m}. */
    static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1fs", time.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + "s";
        }
        return seconds < 3600
                ? String.format(Locale.ROOT, "%dm %02ds", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%dh %02dm", seconds / 3600, seconds / 60 % 60);
    }

    /** {@code 312 B}, {@code 4.2 MB}; a megabyte is 10⁶ bytes. */
    static String bytes(long bytes) {
        if (bytes < 1000) {
            return bytes + " B";
        }
        String[] units = {"kB", "MB", "GB", "TB"};
        double size = bytes / 1000.0;
        int unit = 0;
        while (size >= 999.95 && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", size, units[unit]);
    }
}
