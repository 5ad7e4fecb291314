package jplay.tasks.facts;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;

/** The target's clock. */
final class DateTime {
    private DateTime() {}

    static void dateTime(FactsText in, Map<String, Object> facts) {
        String[] words = in.first("date").split(" ");
        if (words.length < 3) {
            return;
        }
        String[] seconds = words[0].split("\\.");
        long nanos = seconds.length > 1 && seconds[1].matches("\\d{9}") ? Long.parseLong(seconds[1]) : 0;
        ZonedDateTime now = Instant.ofEpochSecond(Long.parseLong(seconds[0]), nanos).atZone(ZoneOffset.of(words[1]));
        ZonedDateTime utc = now.withZoneSameInstant(ZoneOffset.UTC);
        Map<String, Object> values = new LinkedHashMap<>();
        Map.of("year", "yyyy", "month", "MM", "weekday", "EEEE", "day", "dd", "hour", "HH", "minute", "mm", "second", "ss",
                        "date", "yyyy-MM-dd", "time", "HH:mm:ss")
                .forEach((name, pattern) -> values.put(name, format(now, pattern)));
        int weekday = now.getDayOfWeek().getValue() % 7;
        values.put("weekday_number", "" + weekday);
        values.put("weeknumber", String.format(Locale.ROOT, "%02d", (now.getDayOfYear() + 6 - (weekday + 6) % 7) / 7));
        values.put("epoch", seconds[0]);
        values.put("epoch_int", seconds[0]);
        values.put("iso8601", format(utc, "yyyy-MM-dd'T'HH:mm:ss'Z'"));
        values.put("iso8601_micro", format(utc, "yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'"));
        values.put("iso8601_basic", format(now, "yyyyMMdd'T'HHmmssSSSSSS"));
        values.put("iso8601_basic_short", format(now, "yyyyMMdd'T'HHmmss"));
        values.put("tz", words[2]);
        values.put("tz_offset", words[1]);
        values.put("tz_dst", daylight(in, words[2]));
        facts.put("date_time", values);
    }

    /** The zone's summer name where it has one; the host's own zone is told by its link or /etc/timezone. */
    private static String daylight(FactsText in, String tz) {
        String link = in.links().getOrDefault("/etc/localtime", "");
        int at = link.indexOf("zoneinfo/");
        String zone = at >= 0 ? link.substring(at + 9) : in.line("/etc/timezone", "UTC");
        if (!ZoneId.getAvailableZoneIds().contains(zone)) {
            return tz;
        }
        TimeZone known = TimeZone.getTimeZone(zone);
        return known.useDaylightTime() ? known.getDisplayName(true, TimeZone.SHORT, Locale.ENGLISH) : tz;
    }

    private static String format(ZonedDateTime time, String pattern) {
        return time.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }
}
