package jplay.runner.expression;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Python's numbers: integers without bounds, floats, and booleans as 0 and 1. */
final class Numbers {
    private static final BigInteger MIN = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    private Numbers() {}

    static boolean isNumber(@Nullable Object value) {
        return value instanceof Long || value instanceof Double || value instanceof Boolean || value instanceof BigInteger
                || value instanceof Integer;
    }

    static boolean isInteger(@Nullable Object value) {
        return isNumber(value) && !(value instanceof Double);
    }

    static boolean isNan(@Nullable Object value) {
        return value instanceof Double d && d.isNaN();
    }

    static boolean isIntegral(double d) {
        return d == Math.rint(d) && !Double.isInfinite(d);
    }

    static Object shrink(BigInteger n) {
        return n.compareTo(MIN) >= 0 && n.compareTo(MAX) <= 0 ? (Object) n.longValue() : n;
    }

    static BigInteger big(@Nullable Object value) {
        return value instanceof BigInteger b ? b : BigInteger.valueOf(small(value));
    }

    private static long small(@Nullable Object value) {
        return switch (value) {
            case Boolean b -> b ? 1 : 0;
            case Long n -> n;
            case Integer n -> n;
            case null, default -> throw new ExpressionException("expected an integer, not " + Values.type(value));
        };
    }

    static double real(@Nullable Object value) {
        return switch (value) {
            case Double d -> d;
            case BigInteger b -> b.doubleValue();
            case null, default -> small(value);
        };
    }

    static boolean fits(@Nullable Object value) {
        return !(value instanceof BigInteger);
    }

    static int compare(Object a, Object b) {
        if (a instanceof Double || b instanceof Double) {
            double x = real(a);
            double y = real(b);
            return x < y ? -1 : x > y ? 1 : 0;
        }
        return fits(a) && fits(b) ? Long.compare(small(a), small(b)) : big(a).compareTo(big(b));
    }

    /** A whole number for an argument: an integer, a float without fraction, or digits. */
    static long toLong(@Nullable Object value, String what) {
        return switch (value) {
            case Long n -> n;
            case Integer n -> n;
            case Boolean b -> b ? 1 : 0;
            case Double d when isIntegral(d) -> d.longValue();
            case String s when s.strip().matches("[-+]?\\d{1,18}") -> Long.parseLong(s.strip());
            case null, default -> throw new ExpressionException("'" + what + "' must be an integer, not " + Values.repr(value));
        };
    }

    static Object toInteger(double d) {
        return shrink(new BigDecimal(d).toBigInteger());
    }

    static Object add(Object a, Object b) {
        if (a instanceof Double || b instanceof Double) {
            return real(a) + real(b);
        }
        if (fits(a) && fits(b)) {
            long x = small(a);
            long y = small(b);
            long sum = x + y;
            if (((x ^ sum) & (y ^ sum)) >= 0) {
                return sum;
            }
        }
        return shrink(big(a).add(big(b)));
    }

    static Object subtract(Object a, Object b) {
        return a instanceof Double || b instanceof Double ? (Object) (real(a) - real(b)) : add(a, negate(b));
    }

    static Object multiply(Object a, Object b) {
        if (a instanceof Double || b instanceof Double) {
            return real(a) * real(b);
        }
        return shrink(big(a).multiply(big(b)));
    }

    static Object negate(Object a) {
        return a instanceof Double d ? (Object) (-d) : shrink(big(a).negate());
    }

    static Object divide(Object a, Object b) {
        requireNonZero(b);
        return real(a) / real(b);
    }

    static Object floorDivide(Object a, Object b) {
        requireNonZero(b);
        if (a instanceof Double || b instanceof Double) {
            return Math.floor(real(a) / real(b));
        }
        BigInteger[] parts = big(a).divideAndRemainder(big(b));
        boolean below = parts[1].signum() != 0 && parts[1].signum() != big(b).signum();
        return shrink(below ? parts[0].subtract(BigInteger.ONE) : parts[0]);
    }

    static Object modulo(Object a, Object b) {
        requireNonZero(b);
        if (a instanceof Double || b instanceof Double) {
            double y = real(b);
            double r = real(a) % y;
            return r != 0 && r < 0 != y < 0 ? r + y : r;
        }
        return subtract(a, multiply(floorDivide(a, b), b));
    }

    private static void requireNonZero(Object b) {
        if (real(b) == 0) {
            throw new ExpressionException("division by zero");
        }
    }

    static Object power(Object a, Object b) {
        if (a instanceof Double || b instanceof Double || big(b).signum() < 0) {
            return Math.pow(real(a), real(b));
        }
        long exponent = toLong(b, "exponent");
        if (exponent * big(a).bitLength() > 1_000_000) {
            throw new ExpressionException("the power is too large");
        }
        return shrink(big(a).pow((int) exponent));
    }

    /** Python rounds half to even, on the number's exact decimal value. */
    static double round(double d, int digits) {
        return Double.isInfinite(d) || Double.isNaN(d) ? d
                : new BigDecimal(d).setScale(digits, RoundingMode.HALF_EVEN).doubleValue();
    }

    /** Shortest digits that give the same number back, with an exponent below 1e-4 and from 1e16 on. */
    static String repr(double d) {
        if (Double.isNaN(d) || Double.isInfinite(d)) {
            return Double.isNaN(d) ? "nan" : d > 0 ? "inf" : "-inf";
        }
        double size = Math.abs(d);
        if (size == 0 || size >= 1e-4 && size < 1e16) {
            String plain = new BigDecimal(Double.toString(d)).stripTrailingZeros().toPlainString();
            String text = d == 0 && 1 / d < 0 ? "-0.0" : plain;
            return text.indexOf('.') < 0 ? text + ".0" : text;
        }
        String[] parts = (size == Double.MIN_VALUE ? d < 0 ? "-5E-324" : "5E-324" : Double.toString(d)).split("E");
        String digits = parts[0].endsWith(".0") ? parts[0].substring(0, parts[0].length() - 2) : parts[0];
        int exponent = Integer.parseInt(parts[1]);
        return digits + "e" + (exponent < 0 ? "-" : "+") + (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    }
}
