package jplay.runner.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time such as {@code 1d 2h}. */
final class TimeSpans {
    private static final Pattern PART = Pattern.compile("(-?\\d+)(\\w+)");

    private TimeSpans() {}

    /** A span in a unit; the arguments {@code year} and {@code month} say how many days those have. */
    static Object in(String span, String unit, Args a) {
        if (span.equals("0")) {
            return 0L;
        }
        double sum = 0;
        for (String part : span.strip().split("\\s+")) {
            Matcher m = PART.matcher(part);
            if (!m.lookingAt()) {
                throw new ExpressionException("'" + span + "' is no span of time, as '1d 2h' is");
            }
            sum += Double.parseDouble(m.group(1)) * milliseconds(m.group(2), a);
        }
        return Math.round(sum / milliseconds(unit, a) * 1e12) / 1e12;
    }

    private static double milliseconds(String unit, Args a) {
        double day = 86_400_000;
        String one = unit.length() > 2 && unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
        return switch (one) {
            case "ms", "msec", "msecond", "millisecond" -> 1;
            case "s", "sec", "second" -> 1000;
            case "m", "min", "minute" -> 60_000;
            case "h", "hour" -> 3_600_000;
            case "d", "day" -> day;
            case "w", "week" -> 7 * day;
            case "mo", "month" -> day * Numbers.real(a.get(-1, "month", 30L));
            case "y", "year" -> day * Numbers.real(a.get(-1, "year", 365L));
            default -> throw new ExpressionException("there is no unit of time '" + unit + "'");
        };
    }
}
