package jplay.tasks.effect;

import java.util.Locale;
import jplay.tasks.contract.Output;
import org.jspecify.annotations.Nullable;

/**
 * What came of an {@link Exec}.
 *
 * @param problem why the command was not started: {@code cd}, {@code missing}, {@code denied}; null where it was
 * @param start when it began, by the target's clock and in its time zone; null where that is not known (likewise end)
 * @param delta how long it took: {@code 0:00:01.250000}
 */
public record ExecReport(
        int rc,
        String stdout,
        String stderr,
        @Nullable String problem,
        @Nullable String start,
        @Nullable String end,
        @Nullable String delta) {
    private static final String TIMES = "\036jplay@";
    private static final String PROBLEM = "\036jplay:";

    public static ExecReport of(Output output) {
        String err = output.err();
        @Nullable String[] times = {null, null, null};
        int at = err.lastIndexOf(TIMES);
        if (at >= 0) {
            times = times(err.substring(at + TIMES.length()).strip());
            err = err.substring(0, at);
        }
        @Nullable String problem = null;
        at = err.lastIndexOf(PROBLEM);
        if (at >= 0 && err.indexOf('\n', at) == err.length() - 1) {
            problem = err.substring(at + PROBLEM.length()).strip();
            err = err.substring(0, at);
        }
        return new ExecReport(output.exit(), output.out(), err, problem, times[0], times[1], times[2]);
    }

    /** From {@code SECONDS.NANOS DATE TIME|SECONDS.NANOS DATE TIME}; some clocks give no nanoseconds. */
    private static @Nullable String[] times(String line) {
        String[] ends = line.split("\\|", -1);
        if (ends.length != 2) {
            return new @Nullable String[] {null, null, null};
        }
        long from = micros(ends[0]);
        long to = micros(ends[1]);
        return new @Nullable String[] {moment(ends[0], from), moment(ends[1], to), delta(Math.max(0, to - from))};
    }

    private static long micros(String end) {
        String[] parts = end.split(" ", 2)[0].split("\\.", 2);
        String nanos = parts.length > 1 && parts[1].matches("\\d{9}") ? parts[1] : "000000000";
        return Long.parseLong(parts[0]) * 1_000_000 + Long.parseLong(nanos) / 1000;
    }

    private static String moment(String end, long micros) {
        return end.split(" ", 2)[1] + String.format(Locale.ROOT, ".%06d", micros % 1_000_000);
    }

    /** Micros as Python prints a time span. */
    static String delta(long micros) {
        long seconds = micros / 1_000_000;
        long days = seconds / 86400;
        String fraction = micros % 1_000_000 == 0 ? "" : String.format(Locale.ROOT, ".%06d", micros % 1_000_000);
        return (days == 0 ? "" : days + (days == 1 ? " day, " : " days, "))
                + String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3600 % 24, seconds / 60 % 60, seconds % 60)
                + fraction;
    }
}
