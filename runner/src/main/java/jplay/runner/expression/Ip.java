package jplay.runner.expression;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An address of IP version 4 or 6 with the prefix of its network. */
record Ip(int version, BigInteger value, int prefix) implements Comparable<Ip> {
    static final BigInteger ONE = BigInteger.ONE;

    static int width(int version) {
        return version == 4 ? 32 : 128;
    }

    /** A single address of the number, or null if it is too big. */
    static @Nullable Ip of(int version, BigInteger value) {
        return of(version, value, width(version));
    }

    static @Nullable Ip of(int version, BigInteger value, int prefix) {
        boolean fits = value.signum() >= 0 && value.bitLength() <= width(version) && prefix >= 0 && prefix <= width(version);
        return fits ? new Ip(version, value, prefix) : null;
    }

    /** Reads {@code address}, {@code address/prefix} or {@code address/mask}; null if it is none. */
    static @Nullable Ip parse(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        int version = address.indexOf(':') >= 0 ? 6 : 4;
        BigInteger value = version == 4 ? four(address) : six(address);
        int prefix = slash < 0 ? width(version) : prefix(text.substring(slash + 1), version);
        return value == null || prefix < 0 ? null : of(version, value, prefix);
    }

    private static int prefix(String text, int version) {
        if (text.matches("\\d{1,3}")) {
            int prefix = Integer.parseInt(text);
            return prefix <= width(version) ? prefix : -1;
        }
        BigInteger mask = version == 4 ? four(text) : six(text);
        if (mask == null) {
            return -1;
        }
        BigInteger all = ONE.shiftLeft(width(version)).subtract(ONE);
        BigInteger host = mask.testBit(width(version) - 1) ? all.subtract(mask) : mask;
        return host.and(host.add(ONE)).signum() == 0 ? width(version) - host.bitLength() : -1;
    }

    private static @Nullable BigInteger four(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}")) {
            return null;
        }
        long value = 0;
        for (String part : text.split("\\.")) {
            int octet = Integer.parseInt(part);
            if (octet > 255) {
                return null;
            }
            value = value << 8 | octet;
        }
        return BigInteger.valueOf(value);
    }

    private static @Nullable BigInteger six(String given) {
        String text = given;
        int dot = text.indexOf('.');
        if (dot >= 0) {
            int colon = text.lastIndexOf(':');
            BigInteger tail = four(text.substring(colon + 1));
            if (tail == null) {
                return null;
            }
            text = text.substring(0, colon + 1) + Long.toHexString(tail.longValue() >> 16) + ":" + Long.toHexString(tail.longValue() & 0xffff);
        }
        int gap = text.indexOf("::");
        List<String> head = words(gap < 0 ? text : text.substring(0, gap));
        List<String> tail = gap < 0 ? List.of() : words(text.substring(gap + 2));
        int missing = 8 - head.size() - tail.size();
        if (gap < 0 ? missing != 0 : missing < 1) {
            return null;
        }
        List<String> words = new ArrayList<>(head);
        for (int i = 0; i < missing; i++) {
            words.add("0");
        }
        words.addAll(tail);
        BigInteger value = BigInteger.ZERO;
        for (String word : words) {
            if (!word.matches("[0-9a-fA-F]{1,4}")) {
                return null;
            }
            value = value.shiftLeft(16).or(new BigInteger(word, 16));
        }
        return value;
    }

    private static List<String> words(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(":", -1));
    }

    BigInteger size() {
        return ONE.shiftLeft(width(version) - prefix);
    }

    private BigInteger hostBits() {
        return size().subtract(ONE);
    }

    BigInteger first() {
        return value.andNot(hostBits());
    }

    BigInteger last() {
        return value.or(hostBits());
    }

    /** Whether this is the address of its network itself. */
    boolean isNetwork() {
        return value.equals(first());
    }

    boolean isSingle() {
        return prefix == width(version);
    }

    Ip network() {
        return new Ip(version, first(), prefix);
    }

    Ip wider(int by) {
        return new Ip(version, value, by).network();
    }

    boolean contains(Ip other) {
        return version == other.version && first().compareTo(other.first()) <= 0 && last().compareTo(other.last()) >= 0;
    }

    String netmask() {
        return text(version, ONE.shiftLeft(width(version)).subtract(size()));
    }

    String hostmask() {
        return text(version, hostBits());
    }

    String address() {
        return text(version, value);
    }

    String at(BigInteger number) {
        return text(version, number);
    }

    @Override
    public int compareTo(Ip other) {
        int order = version != other.version ? Integer.compare(version, other.version) : first().compareTo(other.first());
        return order != 0 ? order : Integer.compare(prefix, other.prefix);
    }

    @Override
    public String toString() {
        return address() + "/" + prefix;
    }

    static String text(int version, BigInteger value) {
        if (version == 4) {
            long n = value.longValue();
            return (n >> 24) + "." + (n >> 16 & 255) + "." + (n >> 8 & 255) + "." + (n & 255);
        }
        boolean mapped = value.shiftRight(32).equals(BigInteger.valueOf(0xffff));
        boolean compatible = value.bitLength() > 16 && value.bitLength() <= 32;
        if (mapped || compatible) {
            return (mapped ? "::ffff:" : "::") + text(4, value.and(BigInteger.valueOf(0xffffffffL)));
        }
        return compressed(value);
    }

    /** The longest run of zeros is left out. */
    private static String compressed(BigInteger value) {
        int[] words = new int[8];
        int best = -1;
        int length = 1;
        for (int i = 0; i < 8; i++) {
            words[i] = value.shiftRight(112 - 16 * i).intValue() & 0xffff;
        }
        for (int i = 0; i < 8; i++) {
            int run = 0;
            while (i + run < 8 && words[i + run] == 0) {
                run++;
            }
            if (run > length) {
                best = i;
                length = run;
            }
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 8; i++) {
            if (i == best) {
                out.append("::");
                i += length - 1;
            } else {
                out.append(out.isEmpty() || out.charAt(out.length() - 1) == ':' ? "" : ":").append(Integer.toHexString(words[i]));
            }
        }
        return out.toString();
    }
}
