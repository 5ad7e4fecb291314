package jplay.runner.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as text, in the ways of {@code %} and {@code str.format}. */
final class NumberFormats {
    private NumberFormats() {}

    static String integer(Object value, char kind, String plus, boolean prefixed, int minimumDigits) {
        BigInteger n = Numbers.big(value instanceof Double d ? Numbers.toInteger(d) : value);
        int radix = kind == 'd' ? 10 : kind == 'o' ? 8 : kind == 'b' ? 2 : 16;
        String digits = n.abs().toString(radix);
        digits = "0".repeat(Math.max(0, minimumDigits - digits.length())) + digits;
        String prefix = prefixed && radix != 10 ? "0" + Character.toLowerCase(kind) : "";
        String text = prefix + digits;
        return (n.signum() < 0 ? "-" : plus) + (kind == 'X' ? text.toUpperCase(Locale.ROOT) : text);
    }

    static String real(double value, char kind, int precision, String plus) {
        String sign = value < 0 || value == 0 && 1 / value < 0 ? "-" : plus;
        double size = Math.abs(value);
        String digits = switch (Character.toLowerCase(kind)) {
            case 'f' -> Double.isInfinite(size) || Double.isNaN(size) ? Numbers.repr(size) : fixed(size, precision);
            case 'e' -> exponent(size, precision);
            default -> general(size, Math.max(1, precision));
        };
        return sign + (Character.isUpperCase(kind) ? digits.toUpperCase(Locale.ROOT) : digits);
    }

    private static String fixed(double size, int precision) {
        return new BigDecimal(size).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String exponent(double size, int precision) {
        if (size == 0 || Double.isInfinite(size) || Double.isNaN(size)) {
            return size == 0 ? fixed(0, precision) + "e+00" : Numbers.repr(size);
        }
        BigDecimal rounded = new BigDecimal(size).round(new MathContext(precision + 1, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        String mantissa = rounded.movePointLeft(exponent).setScale(precision, RoundingMode.HALF_EVEN).toPlainString();
        return mantissa + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }

    private static String general(double size, int precision) {
        if (size == 0 || Double.isInfinite(size) || Double.isNaN(size)) {
            return size == 0 ? "0" : Numbers.repr(size);
        }
        BigDecimal rounded = new BigDecimal(size).round(new MathContext(precision, RoundingMode.HALF_EVEN));
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent >= -4 && exponent < precision) {
            String plain = rounded.toPlainString();
            return plain.contains(".") ? plain.replaceFirst("\\.?0+$", "") : plain;
        }
        String[] parts = exponent(size, precision - 1).split("e");
        return (parts[0].contains(".") ? parts[0].replaceFirst("\\.?0+$", "") : parts[0]) + "e" + parts[1];
    }

    static String zeroPad(String number, int width) {
        int missing = width - number.length();
        if (missing <= 0) {
            return number;
        }
        int sign = number.startsWith("-") || number.startsWith("+") || number.startsWith(" ") ? 1 : 0;
        return number.substring(0, sign) + "0".repeat(missing) + number.substring(sign);
    }

    static String grouped(String number, String separator) {
        int sign = number.startsWith("-") || number.startsWith("+") || number.startsWith(" ") ? 1 : 0;
        int end = sign;
        while (end < number.length() && Character.isDigit(number.charAt(end))) {
            end++;
        }
        StringBuilder digits = new StringBuilder(number.substring(sign, end));
        for (int at = digits.length() - 3; at > 0; at -= 3) {
            digits.insert(at, separator);
        }
        return number.substring(0, sign) + digits + number.substring(end);
    }
}
