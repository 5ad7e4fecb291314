package jplay.runner.source;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** YAML 1.1's types of plain scalars, as PyYAML has them; dates stay text. */
final class Scalars {
    private static final Pattern INT = Pattern.compile(
            "[-+]?(0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(:[0-5]?[0-9])+)");
    private static final Pattern FLOAT = Pattern.compile("[-+]?([0-9][0-9_]*)\\.[0-9_]*([eE][-+][0-9]+)?"
            + "|\\.[0-9][0-9_]*([eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+\\.[0-9_]*|[-+]?\\.(inf|Inf|INF)|\\.(nan|NaN|NAN)");

    private Scalars() {}

    static @Nullable Object plainValue(String text) {
        if (text.isEmpty()) {
            return null;
        }
        return switch (text) {
            case "~", "null", "Null", "NULL" -> null;
            case "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON" -> true;
            case "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF" -> false;
            default -> number(text);
        };
    }

    private static Object number(String text) {
        char c = text.charAt(0);
        if (c != '-' && c != '+' && c != '.' && (c < '0' || c > '9')) {
            return text;
        }
        if (INT.matcher(text).matches()) {
            return integer(text.replace("_", ""));
        }
        return FLOAT.matcher(text).matches() ? floating(text.replace("_", "").toLowerCase(Locale.ROOT)) : text;
    }

    private static Object integer(String text) {
        boolean negative = text.startsWith("-");
        String digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        BigInteger value;
        if (digits.startsWith("0b")) {
            value = new BigInteger(digits.substring(2), 2);
        } else if (digits.startsWith("0x")) {
            value = new BigInteger(digits.substring(2), 16);
        } else if (digits.contains(":")) {
            value = BigInteger.ZERO;
            for (String part : digits.split(":", -1)) {
                value = value.multiply(BigInteger.valueOf(60)).add(new BigInteger(part));
            }
        } else if (digits.startsWith("0") && digits.length() > 1) {
            value = new BigInteger(digits, 8);
        } else {
            value = new BigInteger(digits);
        }
        value = negative ? value.negate() : value;
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    private static Object floating(String text) {
        String digits = text.replaceFirst("^[-+]", "");
        double sign = text.startsWith("-") ? -1 : 1;
        if (digits.equals(".inf")) {
            return sign * Double.POSITIVE_INFINITY;
        }
        if (digits.equals(".nan")) {
            return Double.NaN;
        }
        double value = 0;
        for (String part : digits.split(":", -1)) {
            value = value * 60 + Double.parseDouble(part);
        }
        return sign * value;
    }
}
