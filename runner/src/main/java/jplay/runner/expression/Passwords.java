package jplay.runner.expression;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;

/** Password hashes as crypt(3) makes them: SHA-256 and SHA-512. */
final class Passwords {
    private static final String ALPHABET = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private final String algorithm;
    private final byte[] password;
    private final byte[] salt;
    private final int size;

    private Passwords(String algorithm, byte[] password, byte[] salt, int size) {
        this.algorithm = algorithm;
        this.password = password;
        this.salt = salt;
        this.size = size;
    }

    static String hash(String password, Args a) {
        String type = a.text(0, "hashtype", "sha512");
        if (List.of("md5", "md5_crypt").contains(type)) {
            Object salt = a.get(1, "salt");
            return Md5Crypt.hash(password, salt != null ? Values.str(salt) : newSalt(a.count(2, "salt_size", 8)));
        }
        if (!List.of("sha256", "sha512", "sha256_crypt", "sha512_crypt").contains(type)) {
            throw new ExpressionException("passwords are hashed with 'sha512', 'sha256' or 'md5', not '" + type + "'");
        }
        boolean large = type.startsWith("sha512");
        Object given = a.get(1, "salt");
        String salt = given != null ? Values.str(given) : newSalt(a.count(2, "salt_size", 16));
        Object roundsGiven = a.get(3, "rounds");
        // Ansible's own default, which differs from crypt's 5000 and is therefore written out.
        int rounds = roundsGiven == null ? large ? 656_000 : 535_000 : Math.toIntExact(Numbers.toLong(roundsGiven, "rounds"));
        return crypt(password, salt, rounds, large);
    }

    private static String newSalt(int size) {
        SecureRandom random = new SecureRandom();
        StringBuilder salt = new StringBuilder();
        for (int i = 0; i < size; i++) {
            salt.append(ALPHABET.charAt(random.nextInt(64)));
        }
        return salt.toString();
    }

    static String crypt(String password, String salt, int rounds, boolean large) {
        if (!salt.matches("[./0-9A-Za-z]{0,16}")) {
            throw new ExpressionException("a salt has at most 16 letters, digits, '.' and '/'");
        }
        int turns = Math.max(1000, Math.min(999_999_999, rounds));
        Passwords run = new Passwords(large ? "SHA-512" : "SHA-256", password.getBytes(StandardCharsets.UTF_8),
                salt.getBytes(StandardCharsets.US_ASCII), large ? 64 : 32);
        String head = (large ? "$6$" : "$5$") + (turns == 5000 ? "" : "rounds=" + turns + "$") + salt + "$";
        byte[] digest = run.digest(turns);
        return head + (large ? encode512(digest) : encode256(digest));
    }

    private byte[] digest(int rounds) {
        byte[] alternate = sum(password, salt, password);
        Bytes first = new Bytes().add(password).add(salt).add(repeat(alternate, password.length));
        for (int n = password.length; n > 0; n >>= 1) {
            first.add((n & 1) != 0 ? alternate : password);
        }
        byte[] state = sum(first.toArray());
        Bytes manyPasswords = new Bytes();
        for (int i = 0; i < password.length; i++) {
            manyPasswords.add(password);
        }
        byte[] p = repeat(sum(manyPasswords.toArray()), password.length);
        Bytes manySalts = new Bytes();
        for (int i = 0; i < 16 + (state[0] & 0xff); i++) {
            manySalts.add(salt);
        }
        return rounds(state, p, repeat(sum(manySalts.toArray()), salt.length), rounds);
    }

    private byte[] rounds(byte[] start, byte[] p, byte[] s, int rounds) {
        byte[] state = start;
        MessageDigest digest = Digests.instance(algorithm);
        for (int i = 0; i < rounds; i++) {
            boolean odd = (i & 1) != 0;
            digest.update(odd ? p : state);
            if (i % 3 != 0) {
                digest.update(s);
            }
            if (i % 7 != 0) {
                digest.update(p);
            }
            state = digest.digest(odd ? state : p);
        }
        return state;
    }

    private byte[] sum(byte[]... parts) {
        Bytes all = new Bytes();
        for (byte[] part : parts) {
            all.add(part);
        }
        return Digests.digest(algorithm, all.toArray());
    }

    private byte[] repeat(byte[] block, int length) {
        byte[] result = new byte[length];
        for (int i = 0; i < length; i++) {
            result[i] = block[i % size];
        }
        return result;
    }

    private static String encode512(byte[] d) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 21; i++) {
            int[] group = {i, i + 21, i + 42};
            int turn = i % 3;
            group(out, d[group[turn]], d[group[(turn + 1) % 3]], d[group[(turn + 2) % 3]], 4);
        }
        return group(out, (byte) 0, (byte) 0, d[63], 2).toString();
    }

    private static String encode256(byte[] d) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            int[] group = {i, i + 10, i + 20};
            int turn = (3 - i % 3) % 3;
            group(out, d[group[turn]], d[group[(turn + 1) % 3]], d[group[(turn + 2) % 3]], 4);
        }
        return group(out, (byte) 0, d[31], d[30], 3).toString();
    }

    private static StringBuilder group(StringBuilder out, byte high, byte middle, byte low, int characters) {
        int bits = (high & 0xff) << 16 | (middle & 0xff) << 8 | low & 0xff;
        for (int i = 0; i < characters; i++) {
            out.append(ALPHABET.charAt(bits >> 6 * i & 63));
        }
        return out;
    }

    /** A growing run of bytes. */
    private static final class Bytes {
        private byte[] data = new byte[256];
        private int length;

        Bytes add(byte[] part) {
            if (length + part.length > data.length) {
                data = Arrays.copyOf(data, Math.max(data.length * 2, length + part.length));
            }
            System.arraycopy(part, 0, data, length, part.length);
            length += part.length;
            return this;
        }

        byte[] toArray() {
            return Arrays.copyOf(data, length);
        }
    }
}
