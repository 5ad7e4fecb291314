package jplay.runner.vault;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
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
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(keys, KEY, KEY, "HmacSHA256"));
            if (!MessageDigest.isEqual(hmac.doFinal(ciphertext), mac)) {
                return null;
            }
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(keys, 0, KEY, "AES"), new IvParameterSpec(keys, 2 * KEY, BLOCK));
            byte[] padded = cipher.doFinal(ciphertext);
            int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
            return padding < 1 || padding > BLOCK || padding > padded.length ? null : Arrays.copyOf(padded, padded.length - padding);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES or HMAC-SHA256", e);
        }
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
