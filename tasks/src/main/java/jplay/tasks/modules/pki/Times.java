package jplay.tasks.modules.pki;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.ModuleFailure;

/** Points in time as certificates' parameters have them: {@code +3650d}, {@code -1h30m}, {@code 20300101000000Z}. */
final class Times {
    private static final Pattern SPAN = Pattern.compile("([+-])?(?:(\\d+)w)?(?:(\\d+)d)?(?:(\\d+)h)?(?:(\\d+)m)?(?:(\\d+)s?)?");
    private static final int[] SECONDS = {7 * 86400, 86400, 3600, 60, 1};
    private static final DateTimeFormatter ASN1 = DateTimeFormatter.ofPattern("uuuuMMddHHmmss'Z'");

    private Times() {}

    static Instant at(String text, String parameter, Instant now) {
        Matcher span = SPAN.matcher(text);
        if (!text.isEmpty() && text.length() < 14 && span.matches() && span.end() > 0) {
            Duration length = length(span);
            return ("-".equals(span.group(1)) ? now.minus(length) : now.plus(length)).truncatedTo(ChronoUnit.SECONDS);
        }
        String whole = text.replaceFirst("^(?<at>\\d{12})(?=Z|[+-])", "${at}00");
        try {
            return text.endsWith("Z")
                    ? LocalDateTime.parse(whole, ASN1).toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(whole, DateTimeFormatter.ofPattern("uuuuMMddHHmmssxx")).toInstant();
        } catch (DateTimeParseException e) {
            throw new ModuleFailure(parameter + ": '" + text + "' is no time; write a span from now (+3650d, -1h30m) or 20300101000000Z");
        }
    }

    /** A length of time: {@code 30d}, {@code 2w}, {@code 12h}. */
    static Duration length(String text, String parameter) {
        Matcher span = SPAN.matcher(text);
        if (text.isEmpty() || !span.matches() || "-".equals(span.group(1))) {
            throw new ModuleFailure(parameter + ": '" + text + "' is no length of time; write it as 30d, 2w or 12h");
        }
        return length(span);
    }

    /** As ASN.1 and Ansible write it: {@code 20300101000000Z}. */
    static String format(Instant time) {
        return ASN1.format(time.atOffset(ZoneOffset.UTC));
    }

    private static Duration length(Matcher span) {
        Duration sum = Duration.ZERO;
        for (int i = 0; i < SECONDS.length; i++) {
            String number = span.group(i + 2);
            sum = number == null ? sum : sum.plusSeconds(Math.multiplyExact(Long.parseLong(number), SECONDS[i]));
        }
        return sum;
    }
}
