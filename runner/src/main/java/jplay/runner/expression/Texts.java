package jplay.runner.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Operations on text, as Python's str does them. */
final class Texts {
    private Texts() {}

    static String capitalize(String s) {
        if (s.isEmpty()) {
            return s;
        }
        int first = s.offsetByCodePoints(0, 1);
        return s.substring(0, first).toUpperCase(Locale.ROOT) + s.substring(first).toLowerCase(Locale.ROOT);
    }

    /** Every run of letters is a word. */
    static String pythonTitle(String s) {
        StringBuilder out = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < s.length(); i++) {
            char c = s.charAt(i);
            out.append(inWord ? Character.toLowerCase(c) : Character.toTitleCase(c));
            inWord = Character.isLetter(c);
        }
        return out.toString();
    }

    static String swapCase(String s) {
        StringBuilder out = new StringBuilder();
        s.codePoints().forEach(c -> out.appendCodePoint(Character.isUpperCase(c) ? Character.toLowerCase(c) : Character.toUpperCase(c)));
        return out.toString();
    }

    static boolean hasCase(String s) {
        return s.codePoints().anyMatch(c -> Character.isUpperCase(c) || Character.isLowerCase(c));
    }

    static String strip(String s, @Nullable String chars, boolean left, boolean right) {
        int start = 0;
        int end = s.length();
        while (left && start < end && stripped(s.charAt(start), chars)) {
            start++;
        }
        while (right && end > start && stripped(s.charAt(end - 1), chars)) {
            end--;
        }
        return s.substring(start, end);
    }

    private static boolean stripped(char c, @Nullable String chars) {
        return chars == null ? space(c) : chars.indexOf(c) >= 0;
    }

    static boolean space(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == '\u0085';
    }

    static List<@Nullable Object> split(String s, @Nullable String separator, int limit) {
        List<@Nullable Object> parts = new ArrayList<>();
        if (separator == null) {
            return words(s, limit);
        }
        requireSeparator(separator);
        int from = 0;
        for (int at = s.indexOf(separator); at >= 0 && parts.size() != limit; at = s.indexOf(separator, from)) {
            parts.add(s.substring(from, at));
            from = at + separator.length();
        }
        parts.add(s.substring(from));
        return parts;
    }

    private static void requireSeparator(String separator) {
        if (separator.isEmpty()) {
            throw new ExpressionException("the separator is empty");
        }
    }

    private static List<@Nullable Object> words(String s, int limit) {
        List<@Nullable Object> parts = new ArrayList<>();
        int at = 0;
        while (true) {
            while (at < s.length() && space(s.charAt(at))) {
                at++;
            }
            if (at == s.length()) {
                return parts;
            }
            if (parts.size() == limit) {
                parts.add(s.substring(at));
                return parts;
            }
            int start = at;
            while (at < s.length() && !space(s.charAt(at))) {
                at++;
            }
            parts.add(s.substring(start, at));
        }
    }

    static List<@Nullable Object> rsplit(String s, @Nullable String separator, int limit) {
        if (limit < 0) {
            return split(s, separator, limit);
        }
        String mirrored = new StringBuilder(s).reverse().toString();
        String mark = separator == null ? null : new StringBuilder(separator).reverse().toString();
        List<@Nullable Object> parts = split(mirrored, mark, limit);
        parts.replaceAll(part -> new StringBuilder(String.valueOf(part)).reverse().toString());
        Collections.reverse(parts);
        return parts;
    }

    static List<@Nullable Object> lines(String s, boolean keepEnds) {
        List<@Nullable Object> lines = new ArrayList<>();
        int start = 0;
        while (start < s.length()) {
            int end = start;
            while (end < s.length() && !lineEnd(s.charAt(end))) {
                end++;
            }
            int next = end == s.length() ? end : s.startsWith("\r\n", end) ? end + 2 : end + 1;
            lines.add(s.substring(start, keepEnds ? next : end));
            start = next;
        }
        return lines;
    }

    private static boolean lineEnd(char c) {
        return c == '\n' || c == '\r' || c == '\u000b' || c == '\f' || c >= '\u001c' && c <= '\u001e' || c == '\u0085'
                || c == '\u2028' || c == '\u2029';
    }

    static String replace(String s, String old, String by, int limit) {
        if (limit < 0) {
            return s.replace(old, by);
        }
        StringBuilder out = new StringBuilder();
        int from = 0;
        int done = 0;
        for (int at = s.indexOf(old); at >= 0 && done < limit; at = s.indexOf(old, from), done++) {
            out.append(s, from, at).append(by);
            from = at + old.length();
            if (old.isEmpty()) {
                throw new ExpressionException("the text to replace is empty");
            }
        }
        return out.append(s.substring(from)).toString();
    }

    static int count(String s, String part) {
        if (part.isEmpty()) {
            return s.length() + 1;
        }
        int count = 0;
        for (int at = s.indexOf(part); at >= 0; at = s.indexOf(part, at + part.length())) {
            count++;
        }
        return count;
    }

    /** Pads to a width: a negative side puts the text left, a positive one right, 0 in the middle. */
    static String pad(String s, int width, String fill, int side) {
        int missing = width - s.codePointCount(0, s.length());
        if (missing <= 0) {
            return s;
        }
        int before = side < 0 ? 0 : side > 0 ? missing : missing / 2 + (missing & width & 1);
        return fill.repeat(before) + s + fill.repeat(missing - before);
    }

    static String expandTabs(String s, int size) {
        StringBuilder out = new StringBuilder();
        int column = 0;
        for (char c : s.toCharArray()) {
            int width = c == '\t' ? size == 0 ? 0 : size - column % size : 1;
            out.append(c == '\t' ? " ".repeat(width) : String.valueOf(c));
            column = c == '\n' || c == '\r' ? 0 : column + width;
        }
        return out.toString();
    }
}
