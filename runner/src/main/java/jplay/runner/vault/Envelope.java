package jplay.runner.vault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What {@code ansible-vault} wraps around a text: AES-256 in counter mode under a key that PBKDF2 makes of a password, with an
 * HMAC-SHA256 over the ciphertext.
 *
 * @param id the vault id of format 1.2, or null
 */
record Envelope(@Nullable String id, byte[] salt, byte[] mac, byte[] ciphertext) {
    private static final int ROUNDS = 10_000;
    private static final int KEY = 32;
    private static final int BLOCK = 16;
    private static final int SALT = 32;
    private static final int WIDTH = 80;
    private static final SecureRandom RANDOM = new SecureRandom();

    /** Takes an envelope apart; an {@link IllegalArgumentException} says what is wrong with it. */
    static Envelope parse(String text) {
        String[] lines = text.strip().split("\\s*\\R\\s*", -1);
        String[] header = lines[0].strip().split(";", -1);
        if (header.length < 3 || !header[0].equals("$ANSIBLE_VAULT")) {
            throw new IllegalArgumentException("its first line is not of the form $ANSIBLE_VAULT;1.1;AES256");
        }
        if (!header[1].equals("1.1") && !header[1].equals("1.2") || !header[2].strip().equals("AES256")) {
            throw new IllegalArgumentException("it is of the kind " + header[1] + " " + header[2] + "; known are 1.1 and 1.2 with AES256");
        }
        try {
            byte[] body = HexFormat.of().parseHex(String.join("", Arrays.copyOfRange(lines, 1, lines.length)));
            String[] parts = new String(body, StandardCharsets.US_ASCII).split("\n", -1);
            HexFormat hex = HexFormat.of();
            return new Envelope(header.length > 3 ? header[3].strip() : null, hex.parseHex(parts[0]), hex.parseHex(parts[1]), hex.parseHex(parts[2]));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IllegalArgumentException("it is cut off or something else stands in it", e);
        }
    }

    /** The text, or null where the password is another one or the envelope was changed. */
    byte @Nullable [] open(char[] password) {
        try {
            byte[] keys = derive(password, salt);
            if (!MessageDigest.isEqual(hmac(keys).doFinal(ciphertext), mac)) {
                return null;
            }
            byte[] padded = cipher(Cipher.DECRYPT_MODE, keys).doFinal(ciphertext);
            int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
            return padding < 1 || padding > BLOCK || padding > padded.length ? null : Arrays.copyOf(padded, padded.length - padding);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES or HMAC-SHA256", e);
        }
    }

    /** Wraps what is to be kept secret, under a salt of its own. */
    static Envelope seal(byte[] plain, char[] password, @Nullable String id) {
        byte[] salt = new byte[SALT];
        RANDOM.nextBytes(salt);
        return seal(plain, password, id, salt);
    }

    static Envelope seal(byte[] plain, char[] password, @Nullable String id, byte[] salt) {
        try {
            byte[] keys = derive(password, salt);
            int padding = BLOCK - plain.length % BLOCK;
            byte[] padded = Arrays.copyOf(plain, plain.length + padding);
            Arrays.fill(padded, plain.length, padded.length, (byte) padding);
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, keys).doFinal(padded);
            Arrays.fill(padded, (byte) 0);
            return new Envelope(id, salt, hmac(keys).doFinal(ciphertext), ciphertext);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES or HMAC-SHA256", e);
        }
    }

    /** As it stands in a file; an id other than {@code default} needs format 1.2. */
    String text() {
        HexFormat hex = HexFormat.of();
        String parts = hex.formatHex(salt) + "\n" + hex.formatHex(mac) + "\n" + hex.formatHex(ciphertext);
        String body = hex.formatHex(parts.getBytes(StandardCharsets.US_ASCII));
        boolean named = id != null && !id.equals("default");
        StringBuilder text = new StringBuilder(named ? "$ANSIBLE_VAULT;1.2;AES256;" + id : "$ANSIBLE_VAULT;1.1;AES256").append('\n');
        for (int at = 0; at < body.length(); at += WIDTH) {
            text.append(body, at, Math.min(at + WIDTH, body.length())).append('\n');
        }
        return text.toString();
    }

    private static Mac hmac(byte[] keys) throws GeneralSecurityException {
        Mac hmac = Mac.getInstance("HmacSHA256");
        hmac.init(new SecretKeySpec(keys, KEY, KEY, "HmacSHA256"));
        return hmac;
    }

    private static Cipher cipher(int mode, byte[] keys) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(mode, new SecretKeySpec(keys, 0, KEY, "AES"), new IvParameterSpec(keys, 2 * KEY, BLOCK));
        return cipher;
    }

    /** PBKDF2 over the password's bytes; the JDK's own takes no empty password and no bytes. */
    private static byte[] derive(char[] password, byte[] salt) throws GeneralSecurityException {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
        byte[] key = Arrays.copyOf(encoded.array(), encoded.limit());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int block = 1; out.size() < 2 * KEY + BLOCK; block++) {
            mac.update(salt);
            byte[] round = mac.doFinal(ByteBuffer.allocate(Integer.BYTES).putInt(block).array());
            byte[] sum = round.clone();
            for (int i = 1; i < ROUNDS; i++) {
                round = mac.doFinal(round);
                for (int j = 0; j < sum.length; j++) {
                    sum[j] ^= round[j];
                }
            }
            out.writeBytes(sum);
        }
        return out.toByteArray();
    }
}
