package jplay.runner.expression;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Hardware addresses. */
final class MacAddress {
    private static final List<String> FORMATS = List.of("bare", "bool", "int", "cisco", "eui48", "linux", "pgsql", "postgresql", "psql", "unix", "win");

    private MacAddress() {}

    /** The number of a hardware address, or null if the text is none. */
    static @Nullable BigInteger parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.matches("[0-9a-f]{1,2}([:-])[0-9a-f]{1,2}(\\1[0-9a-f]{1,2}){4}")) {
            return joined(lower.split("[:-]"), 2);
        }
        if (lower.matches("[0-9a-f]{1,4}([.:-])[0-9a-f]{1,4}\\1[0-9a-f]{1,4}")) {
            return joined(lower.split("[.:-]"), 4);
        }
        if (lower.matches("[0-9a-f]{1,6}([:-])[0-9a-f]{1,6}")) {
            return joined(lower.split("[:-]"), 6);
        }
        return lower.matches("[0-9a-f]{11,12}") ? new BigInteger(lower, 16) : null;
    }

    private static BigInteger joined(String[] parts, int digits) {
        StringBuilder all = new StringBuilder();
        for (String part : parts) {
            all.append("0".repeat(digits - part.length())).append(part);
        }
        return new BigInteger(all.toString(), 16);
    }

    /** The filter {@code hwaddr}. */
    static @Nullable Object ask(@Nullable Object value, String query) {
        BigInteger mac = parse(Values.str(value));
        if (!query.isEmpty() && !FORMATS.contains(query)) {
            throw new ExpressionException("there is no query '" + query + "'" + CloseNames.suggestion(query, FORMATS));
        }
        if (mac == null) {
            if (query.isEmpty() || query.equals("bool")) {
                return null;
            }
            throw new ExpressionException("'" + Values.str(value) + "' is no hardware address");
        }
        String digits = String.format("%012x", mac);
        return switch (query) {
            case "" -> value;
            case "bool" -> true;
            case "int" -> mac.longValue();
            case "bare" -> digits.toUpperCase(Locale.ROOT);
            case "cisco" -> cut(digits, 4, ".");
            case "pgsql", "postgresql", "psql" -> cut(digits, 6, ":");
            case "linux" -> cut(digits, 2, ":");
            case "unix" -> cut(digits, 2, ":").replaceAll("(^|:)0", "$1");
            default -> cut(digits, 2, "-").toUpperCase(Locale.ROOT);
        };
    }

    private static String cut(String digits, int size, String separator) {
        return String.join(separator, List.of(digits.split("(?<=\\G.{" + size + "})")));
    }
}
