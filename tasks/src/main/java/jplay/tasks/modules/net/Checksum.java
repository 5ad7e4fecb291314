package jplay.tasks.modules.net;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.ModuleFailure;
import org.jspecify.annotations.Nullable;

/**
 * The checksum that a download must have.
 *
 * @param algorithm {@code sha256} and the like
 * @param value the checksum in hex, or the URL of a file of checksums
 */
record Checksum(String algorithm, String value) {
    private static final Map<String, Integer> DIGITS =
            Map.of("md5", 32, "sha1", 40, "sha224", 56, "sha256", 64, "sha384", 96, "sha512", 128);
    private static final Pattern GNU = Pattern.compile("\\\\?([0-9a-fA-F]{32,128})\\s+\\*?(.+?)\\s*");
    private static final Pattern BSD = Pattern.compile("[A-Za-z0-9-]+\\s*\\((.+)\\)\\s*=\\s*([0-9a-fA-F]{32,128})\\s*");
    private static final Pattern BARE = Pattern.compile("([0-9a-fA-F]{32,128})");

    /** Of a parameter: {@code sha256:HEX} or {@code sha256:URL}. */
    static @Nullable Checksum parse(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        int colon = text.indexOf(':');
        String algorithm = colon < 0 ? "" : text.substring(0, colon).strip().toLowerCase(Locale.ROOT).replace("-", "");
        if (!DIGITS.containsKey(algorithm)) {
            throw new IllegalArgumentException(
                    "the checksum parameter has to be in the format <algorithm>:<checksum>, with md5, sha1, sha224, sha256, sha384 or sha512 as algorithm");
        }
        Checksum sum = new Checksum(algorithm, text.substring(colon + 1).strip());
        return sum.isUrl() ? sum : sum.is(sum.value);
    }

    boolean isUrl() {
        return value.contains("://");
    }

    /** With the sum that a file of checksums has for a file. */
    Checksum in(String sums, String file) {
        String[] lines = sums.strip().split("\\R", -1);
        Matcher bare = BARE.matcher(lines[0].strip());
        if (lines.length == 1 && bare.matches()) {
            return is(bare.group(1));
        }
        for (String line : lines) {
            Matcher bsd = BSD.matcher(line);
            Matcher gnu = GNU.matcher(line);
            if (bsd.matches() && isOf(bsd.group(1), file)) {
                return is(bsd.group(2));
            }
            if (gnu.matches() && isOf(gnu.group(2), file)) {
                return is(gnu.group(1));
            }
        }
        throw new ModuleFailure("Unable to find a checksum for file '" + file + "' in '" + value + "'");
    }

    /** The name of the digest in the JDK. */
    String jdk() {
        return algorithm.startsWith("sha") ? "SHA-" + algorithm.substring(3) : "MD5";
    }

    private Checksum is(String sum) {
        String hex = sum.replaceAll("\\W", "").toLowerCase(Locale.ROOT);
        int digits = DIGITS.getOrDefault(algorithm, 0);
        if (hex.length() != digits || !hex.matches("[0-9a-f]+")) {
            throw new IllegalArgumentException("the checksum '" + sum + "' is invalid: " + algorithm + " has " + digits + " digits of hex, this has " + hex.length());
        }
        return new Checksum(algorithm, hex);
    }

    private static boolean isOf(String listed, String file) {
        return listed.equals(file) || listed.substring(listed.lastIndexOf('/') + 1).equals(file);
    }
}
