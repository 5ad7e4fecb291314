package jplay.tasks.text;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Bytes as a string with a character for each: what is not UTF-8 survives, and patterns see it as Python's do that are
 * made of bytes.
 */
public final class Bytes {
    private Bytes() {}

    public static String of(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The bytes of this text in UTF-8. */
    public static String of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] toArray(String bytes) {
        return bytes.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Lines with their ends, ended by a newline alone. */
    public static List<String> lines(String bytes) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int end = bytes.indexOf('\n'); end >= 0; end = bytes.indexOf('\n', from)) {
            lines.add(bytes.substring(from, end + 1));
            from = end + 1;
        }
        if (from < bytes.length()) {
            lines.add(bytes.substring(from));
        }
        return lines;
    }

    /** Lines with their ends, ended by a newline, a carriage return, or both. */
    public static List<String> splitLines(String bytes) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < bytes.length(); i++) {
            char c = bytes.charAt(i);
            boolean both = c == '\r' && i + 1 < bytes.length() && bytes.charAt(i + 1) == '\n';
            if ((c == '\n' || c == '\r') && !both) {
                lines.add(bytes.substring(from, i + 1));
                from = i + 1;
            }
        }
        if (from < bytes.length()) {
            lines.add(bytes.substring(from));
        }
        return lines;
    }
}
