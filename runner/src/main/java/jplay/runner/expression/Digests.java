package jplay.runner.expression;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** Digests of text. */
final class Digests {
    private static final List<String> NAMES = List.of("md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha3_224", "sha3_256",
            "sha3_384", "sha3_512");

    private Digests() {}

    static byte[] digest(String algorithm, byte[] data) {
        return instance(algorithm).digest(data);
    }

    static MessageDigest instance(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new ExpressionException("unknown hash '" + algorithm + "'");
        }
    }

    static String hex(String name, String text) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (!NAMES.contains(lower)) {
            throw new ExpressionException("unknown hash '" + name + "'" + CloseNames.suggestion(name, NAMES));
        }
        String algorithm = lower.startsWith("sha3_") ? "SHA3-" + lower.substring(5)
                : lower.startsWith("sha") ? "SHA-" + lower.substring(3) : "MD5";
        return HexFormat.of().formatHex(digest(algorithm, text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The name-based UUID, version 5. */
    static String uuid(String name, String namespace) {
        UUID space;
        try {
            space = UUID.fromString(namespace);
        } catch (IllegalArgumentException e) {
            throw new ExpressionException("Invalid value '" + namespace + "' for a namespace: it is a UUID");
        }
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        ByteBuffer data = ByteBuffer.allocate(16 + text.length);
        data.putLong(space.getMostSignificantBits()).putLong(space.getLeastSignificantBits()).put(text);
        ByteBuffer hash = ByteBuffer.wrap(digest("SHA-1", data.array()));
        long high = hash.getLong() & ~0xf000L | 0x5000L;
        long low = hash.getLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new UUID(high, low).toString();
    }
}
