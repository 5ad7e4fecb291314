package jplay.runner.expression;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Filters that choose between values, or look at their types. */
final class ValueFilters {
    static final String NAMES = "default d mandatory bool ternary type_debug attr strftime to_datetime to_uuid";

    private ValueFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "default", "d" -> ValueFilters::otherwise;
            case "mandatory" -> ValueFilters::mandatory;
            case "bool" -> (v, a) -> toBool(v);
            case "ternary" -> ValueFilters::ternary;
            case "type_debug" -> (v, a) -> Values.type(v);
            case "attr" -> (v, a) -> Access.attribute(v, a.text(0, "name"));
            case "strftime" -> ValueFilters::strftime;
            case "to_datetime" -> (v, a) -> v instanceof LocalDateTime ? v : Dates.parse(Values.str(v), a.text(0, "format", "%Y-%m-%d %H:%M:%S"));
            case "to_uuid" -> (v, a) -> Digests.uuid(Values.str(v), a.text(0, "namespace", "361E6D51-FAEC-444A-9079-341386DA8E2E"));
            default -> null;
        };
    }

    private static @Nullable Object otherwise(@Nullable Object value, Args a) {
        if (value instanceof Unknown unknown) {
            throw new UnknownException(unknown);
        }
        boolean replace = value instanceof Undefined || a.flag(1, "boolean", false) && !Values.truth(value);
        return !replace ? value : a.has(0, "default_value") ? a.raw(0, "default_value") : "";
    }

    private static @Nullable Object mandatory(@Nullable Object value, Args a) {
        if (value instanceof Undefined undefined) {
            Object message = a.get(0, "msg");
            throw new UndefinedException(message != null ? Values.str(message)
                    : "the mandatory variable is missing: " + undefined.message(), -1);
        }
        return Values.require(value);
    }

    /** Ansible's idea of a true word; None stays None. */
    static @Nullable Object toBool(@Nullable Object value) {
        if (value == null || value instanceof Boolean) {
            return value;
        }
        if (value instanceof String s) {
            return switch (s.toLowerCase(Locale.ROOT)) {
                case "yes", "on", "1", "true" -> true;
                default -> false;
            };
        }
        return Numbers.isNumber(value) && Values.equal(value, 1L);
    }

    private static @Nullable Object ternary(@Nullable Object value, Args a) {
        Object ifTrue = a.has(0, "true_val") ? a.raw(0, "true_val") : a.required(0, "true_val");
        Object ifFalse = a.has(1, "false_val") ? a.raw(1, "false_val") : a.required(1, "false_val");
        if (value == null && a.get(2, "none_val") != null) {
            return a.get(2, "none_val");
        }
        return Values.truth(value) ? ifTrue : ifFalse;
    }

    private static String strftime(@Nullable Object format, Args a) {
        boolean utc = a.flag(1, "utc", false);
        ZoneId zone = utc ? ZoneOffset.UTC : ZoneId.systemDefault();
        Object second = a.get(0, "second");
        if (second == null) {
            return Dates.format(LocalDateTime.now(zone), zone, Values.str(format));
        }
        double epoch;
        try {
            epoch = second instanceof String s ? Double.parseDouble(s.strip()) : Numbers.real(second);
        } catch (NumberFormatException e) {
            throw new ExpressionException("Invalid value for epoch value (" + Values.str(second) + "): it is a number of seconds");
        }
        return Dates.format(LocalDateTime.ofInstant(Instant.ofEpochMilli((long) (epoch * 1000)), zone), zone, Values.str(format));
    }
}
