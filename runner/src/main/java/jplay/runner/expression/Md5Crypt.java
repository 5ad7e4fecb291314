package jplay.runner.expression;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** Password hashes as crypt(3) makes them with MD5, which old systems want. */
final class Md5Crypt {
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    /** Which bytes of the digest make four letters, the highest first. */
    private static final int[][] GROUPS = {{0, 6, 12}, {1, 7, 13}, {2, 8, 14}, {3, 9, 15}, {4, 10, 5}};

    private Md5Crypt() {}

    static String hash(String password, String salt) {
        if (!salt.matches("[./0-9A-Za-z]{0,8}")) {
            throw new ExpressionException("a salt for 'md5' has at most 8 letters, digits, '.' and '/'");
        }
        byte[] secret = password.getBytes(StandardCharsets.UTF_8);
        byte[] grain = salt.getBytes(StandardCharsets.US_ASCII);
        byte[] state = rounds(start(secret, grain), secret, grain);
        StringBuilder text = new StringBuilder("$1$").append(salt).append('$');
        for (int[] group : GROUPS) {
            append(text, (state[group[0]] & 0xff) << 16 | (state[group[1]] & 0xff) << 8 | state[group[2]] & 0xff, 4);
        }
        append(text, state[11] & 0xff, 2);
        return text.toString();
    }

    private static byte[] start(byte[] secret, byte[] grain) {
        MessageDigest alternate = md5();
        alternate.update(secret);
        alternate.update(grain);
        alternate.update(secret);
        byte[] other = alternate.digest();
        MessageDigest digest = md5();
        digest.update(secret);
        digest.update("$1$".getBytes(StandardCharsets.US_ASCII));
        digest.update(grain);
        for (int left = secret.length; left > 0; left -= 16) {
            digest.update(other, 0, Math.min(16, left));
        }
        for (int bits = secret.length; bits > 0; bits >>= 1) {
            digest.update((bits & 1) != 0 ? 0 : secret[0]);
        }
        return digest.digest();
    }

    private static byte[] rounds(byte[] start, byte[] secret, byte[] grain) {
        byte[] state = start;
        for (int i = 0; i < 1000; i++) {
            MessageDigest digest = md5();
            digest.update((i & 1) != 0 ? secret : state);
            if (i % 3 != 0) {
                digest.update(grain);
            }
            if (i % 7 != 0) {
                digest.update(secret);
            }
            digest.update((i & 1) != 0 ? state : secret);
            state = digest.digest();
        }
        return state;
    }

    private static void append(StringBuilder text, int bits, int letters) {
        int left = bits;
        for (int i = 0; i < letters; i++) {
            text.append(ALPHABET.charAt(left & 0x3f));
            left >>= 6;
        }
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
