package jplay.tasks.modules.packages;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import jplay.tasks.contract.ModuleFailure;

/** As much of OpenPGP as it takes to number a public key. */
final class OpenPgp {
    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final int PUBLIC_KEY = 6;

    private OpenPgp() {}

    static boolean isArmored(byte[] key) {
        return new String(key, StandardCharsets.ISO_8859_1).contains(BEGIN);
    }

    /** The fingerprint of the first key: 40 digits. */
    static String fingerprint(byte[] key) {
        byte[] bytes = isArmored(key) ? dearmored(new String(key, StandardCharsets.ISO_8859_1)) : key;
        try {
            int tag = bytes[0] & 0xff;
            boolean modern = (tag & 0x40) != 0;
            int type = modern ? tag & 0x3f : tag >> 2 & 0xf;
            int at = 1;
            int length;
            int first = bytes[at] & 0xff;
            if (modern) {
                boolean one = first < 192;
                length = one ? first : first < 224 ? (first - 192 << 8) + (bytes[at + 1] & 0xff) + 192 : number(bytes, at + 1, 4);
                at += one ? 1 : first < 224 ? 2 : 5;
            } else {
                int size = 1 << (tag & 3);
                length = number(bytes, at, size);
                at += size;
            }
            if ((tag & 0x80) == 0 || type != PUBLIC_KEY || bytes[at] != 4 || at + length > bytes.length) {
                throw noKey();
            }
            MessageDigest sha = MessageDigest.getInstance("SHA-1");
            sha.update(new byte[] {(byte) 0x99, (byte) (length >> 8), (byte) length});
            sha.update(bytes, at, length);
            return HexFormat.of().formatHex(sha.digest()).toUpperCase(Locale.ROOT);
        } catch (IndexOutOfBoundsException e) {
            throw noKey();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The last 16 digits of that. */
    static String keyId(byte[] key) {
        return fingerprint(key).substring(24);
    }

    private static int number(byte[] bytes, int at, int size) {
        int number = 0;
        for (byte b : Arrays.copyOfRange(bytes, at, at + size)) {
            number = number << 8 | b & 0xff;
        }
        return number;
    }

    private static byte[] dearmored(String text) {
        String block = text.substring(text.indexOf(BEGIN) + BEGIN.length()).replace("\r", "");
        int blank = block.indexOf("\n\n");
        int end = block.indexOf("\n-----END");
        if (blank < 0 || end < blank) {
            throw noKey();
        }
        StringBuilder base64 = new StringBuilder();
        block.substring(blank, end).lines().map(String::strip).filter(line -> !line.startsWith("=")).forEach(base64::append);
        try {
            return Base64.getDecoder().decode(base64.toString());
        } catch (IllegalArgumentException e) {
            throw noKey();
        }
    }

    private static ModuleFailure noKey() {
        return new ModuleFailure("this is no public key of OpenPGP, armored or not");
    }
}
