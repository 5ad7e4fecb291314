package jplay.tasks.modules.files;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoField;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Reads;
import jplay.tasks.effect.Touch;
import jplay.tasks.read.EpochRead;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * The times that {@code file} sets, as {@link Touch} takes them; null leaves one as it is.
 *
 * @param open what has to be asked first, or null
 */
record Times(@Nullable Reads open, @Nullable String access, @Nullable String modified, @Nullable FileState was) {

    static Times of(FileModule.Params p, HostState host, @Nullable FileState is) {
        String fallback = p.state() == FileModule.State.TOUCH ? "now" : "preserve";
        String access = text(p.accessTime() == null ? fallback : p.accessTime(), p.accessTimeFormat());
        String modified =
                text(p.modificationTime() == null ? fallback : p.modificationTime(), p.modificationTimeFormat());
        List<EpochRead> reads = new ArrayList<>();
        for (String time : List.of(access, modified)) {
            if (time.length() > 8) {
                reads.add(new EpochRead(time));
            }
        }
        Reads open = Paths.unasked(host, reads);
        if (!open.all().isEmpty()) {
            return new Times(open, null, null, is);
        }
        return new Times(
                null,
                needed(access, host, is == null ? -1 : is.atime()),
                needed(modified, host, is == null ? -1 : is.mtime()),
                is);
    }

    Optional<Effect> effect(String path) {
        return access == null && modified == null ? Optional.empty() : Optional.of(new Touch(path, access, modified, was));
    }

    private static @Nullable String needed(String time, HostState host, double present) {
        if (time.length() <= 8) {
            return time.equals("preserve") ? null : time;
        }
        long wanted = host.get(new EpochRead(time)).get();
        return wanted == (long) present ? null : "@" + wanted;
    }

    /** {@code now}, {@code preserve}, or the time as {@link EpochRead} takes it. */
    private static String text(String time, String format) {
        if (time.isEmpty() || time.equals("now") || time.equals("preserve")) {
            return time.isEmpty() ? "preserve" : time;
        }
        try {
            return LocalDateTime.parse(time, formatter(format))
                    .format(DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT));
        } catch (DateTimeParseException e) {
            throw new ModuleFailure("the time '" + time + "' is not written as " + format);
        }
    }

    private static DateTimeFormatter formatter(String format) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%' || i + 1 == format.length()) {
                builder.appendLiteral(c);
                continue;
            }
            switch (format.charAt(++i)) {
                case 'Y' -> builder.appendValue(ChronoField.YEAR, 4);
                case 'y' -> builder.appendValueReduced(ChronoField.YEAR, 2, 2, 1969);
                case 'm' -> builder.appendValue(ChronoField.MONTH_OF_YEAR, 2);
                case 'd' -> builder.appendValue(ChronoField.DAY_OF_MONTH, 2);
                case 'j' -> builder.appendValue(ChronoField.DAY_OF_YEAR, 3);
                case 'H' -> builder.appendValue(ChronoField.HOUR_OF_DAY, 2);
                case 'M' -> builder.appendValue(ChronoField.MINUTE_OF_HOUR, 2);
                case 'S' -> builder.appendValue(ChronoField.SECOND_OF_MINUTE, 2);
                case 'b' -> builder.appendPattern("MMM");
                case 'B' -> builder.appendPattern("MMMM");
                case '%' -> builder.appendLiteral('%');
                default -> throw new ModuleFailure("%" + format.charAt(i) + " in the time format " + format + " is not known here");
            }
        }
        return builder.parseDefaulting(ChronoField.HOUR_OF_DAY, 0)
                .parseDefaulting(ChronoField.MINUTE_OF_HOUR, 0)
                .parseDefaulting(ChronoField.SECOND_OF_MINUTE, 0)
                .toFormatter(Locale.ROOT);
    }
}
