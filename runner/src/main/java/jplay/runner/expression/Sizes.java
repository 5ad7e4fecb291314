package jplay.runner.expression;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Sizes with units. */
final class Sizes {
    private static final String UNITS = "BKMGTPEZY";
    private static final Pattern SIZE = Pattern.compile("\\s*([-+]?\\d*\\.?\\d+)\\s*([A-Za-z]*)\\s*");

    private Sizes() {}

    static String readable(@Nullable Object value, Args a) {
        boolean bits = a.flag(0, "isbits", false);
        Object unit = a.get(1, "unit");
        double size;
        try {
            size = value instanceof String s ? Double.parseDouble(s) : Numbers.real(value);
        } catch (NumberFormatException e) {
            throw new ExpressionException("human_readable() failed on bad input: '" + value + "' is no number");
        }
        int power = unit != null ? UNITS.indexOf(Values.str(unit).toUpperCase(Locale.ROOT).charAt(0)) : fitting(size);
        String label = power <= 0 ? bits ? "bits" : "Bytes" : UNITS.charAt(power) + (bits ? "b" : "B");
        return String.format(Locale.ROOT, "%.2f %s", size / Math.pow(1024, Math.max(0, power)), label);
    }

    private static int fitting(double size) {
        int power = 0;
        while (power < UNITS.length() - 1 && size >= Math.pow(1024, power + 1)) {
            power++;
        }
        return power;
    }

    static Object bytes(String text, Args a) {
        Object unitGiven = a.get(0, "default_unit");
        boolean bits = a.flag(1, "isbits", false);
        Matcher m = SIZE.matcher(text);
        if (!m.lookingAt() || m.end() < text.length() && m.group(2).isEmpty()) {
            throw new ExpressionException("'" + text + "' is no size");
        }
        String unit = m.group(2).isEmpty() ? unitGiven == null ? "B" : Values.str(unitGiven) : m.group(2);
        int power = UNITS.indexOf(Character.toUpperCase(unit.charAt(0)));
        if (power < 0 || !suits(unit, bits)) {
            throw new ExpressionException("'" + text + "' has no unit of " + (bits ? "bits" : "bytes")
                    + "; the units are B, K, M, G, T, P, E, Z, Y");
        }
        return Numbers.toInteger(Math.rint(Double.parseDouble(m.group(1)) * Math.pow(1024, power)));
    }

    private static boolean suits(String unit, boolean bits) {
        String lower = unit.toLowerCase(Locale.ROOT);
        if (lower.length() > 2) {
            return (bits ? List.of("bit", "bits") : List.of("byte", "bytes")).stream().anyMatch(word -> lower.endsWith(word));
        }
        return unit.length() == 1 || unit.endsWith(bits ? "b" : "B");
    }

    static String fileSize(double bytes, boolean binary) {
        int base = binary ? 1024 : 1000;
        if (bytes < base) {
            return bytes == 1 ? "1 Byte" : (long) bytes + " Bytes";
        }
        int power = 1;
        while (power < UNITS.length() - 1 && bytes >= Math.pow(base, power + 1)) {
            power++;
        }
        char unit = power == 1 && !binary ? 'k' : UNITS.charAt(power);
        return String.format(Locale.ROOT, "%.1f %s", bytes / Math.pow(base, power), unit + (binary ? "iB" : "B"));
    }
}
