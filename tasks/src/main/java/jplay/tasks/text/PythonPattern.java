package jplay.tasks.text;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Python pattern in Java's words: Java's groups cannot be named with underscores, its {@code ^} and {@code $} differ
 * at the end of the text, and brackets and ampersands mean something in its character classes.
 */
final class PythonPattern {
    static final String MULTILINE = "(?m)";
    private static final Pattern REPEAT = Pattern.compile("\\{(\\d*)(?:(,)(\\d*))?\\}");
    private static final Pattern FLAGS = Pattern.compile("\\(\\?([aiLmsux]*)(?:-([imsx]+))?([:)])");
    private final String in;
    private final StringBuilder out = new StringBuilder();
    private final Map<String, Integer> names = new HashMap<>();
    private boolean multiline;
    private int groups;
    private int at;

    private PythonPattern(String in, boolean multiline) {
        this.in = in;
        this.multiline = multiline;
    }

    static PythonPattern translate(String text, boolean multiline) {
        PythonPattern pattern = new PythonPattern(text, multiline);
        while (pattern.at < text.length()) {
            pattern.next();
        }
        return pattern;
    }

    String java() {
        return out.toString();
    }

    Map<String, Integer> names() {
        return names;
    }

    private void next() {
        char c = in.charAt(at);
        switch (c) {
            case '(' -> group();
            case '[' -> charClass();
            case '\\' -> escape(false);
            case '{' -> repeat();
            case '^' -> add(multiline ? "(?<![^\\n])" : "^", 1);
            case '$' -> add(multiline ? "(?![^\\n])" : "(?=\\n?\\z)", 1);
            case '}', ']' -> add("\\" + c, 1);
            default -> add(String.valueOf(c), 1);
        }
    }

    private void add(String text, int consumed) {
        out.append(text);
        at += consumed;
    }

    private void group() {
        if (!in.startsWith("(?", at)) {
            groups++;
            add("(", 1);
        } else if (in.startsWith("(?P<", at)) {
            int end = end('>');
            names.put(in.substring(at + 4, end), ++groups);
            add("(", end + 1 - at);
        } else if (in.startsWith("(?P=", at)) {
            int end = end(')');
            Integer group = names.get(in.substring(at + 4, end));
            if (group == null) {
                throw wrong("unknown group name '" + in.substring(at + 4, end) + "'");
            }
            add("(?:\\" + group + ")", end + 1 - at);
        } else if (in.startsWith("(?#", at)) {
            at = end(')') + 1;
        } else if (in.startsWith("(?(", at)) {
            throw wrong("a condition on a group, (?(…)…), cannot be done here");
        } else {
            flags();
        }
    }

    private void flags() {
        Matcher flags = FLAGS.matcher(in).region(at, in.length());
        if (!flags.lookingAt()) {
            int length = in.startsWith("(?<", at) ? 4 : 3;
            add(in.substring(at, Math.min(in.length(), at + length)), length);
            return;
        }
        if (flags.group(1).indexOf('m') >= 0) {
            multiline = true;
            names.put(MULTILINE, 0);
        }
        String on = flags.group(1).replaceAll("[aLmu]", "");
        String off = flags.group(2) == null ? "" : flags.group(2).replace("m", "");
        boolean bare = on.isEmpty() && off.isEmpty();
        String end = flags.group(3);
        add(bare && end.equals(")") ? "" : "(?" + on + (off.isEmpty() ? "" : "-" + off) + end, flags.end() - at);
    }

    private int end(char close) {
        int end = in.indexOf(close, at);
        if (end < 0) {
            throw wrong("missing " + close);
        }
        return end;
    }

    private void repeat() {
        Matcher repeat = REPEAT.matcher(in).region(at, in.length());
        if (!repeat.lookingAt() || repeat.group().equals("{}")) {
            add("\\{", 1);
            return;
        }
        String low = repeat.group(1).isEmpty() ? "0" : repeat.group(1);
        add("{" + low + (repeat.group(2) == null ? "" : "," + repeat.group(3)) + "}", repeat.end() - at);
    }

    private void charClass() {
        add("[", 1);
        if (at < in.length() && in.charAt(at) == '^') {
            add("^", 1);
        }
        boolean first = true;
        while (at < in.length() && (first || in.charAt(at) != ']')) {
            char c = in.charAt(at);
            if (c == '\\') {
                escape(true);
            } else {
                add("[]&^".indexOf(c) >= 0 ? "\\" + c : String.valueOf(c), 1);
            }
            first = false;
        }
        if (at >= in.length()) {
            throw wrong("unterminated character set");
        }
        add("]", 1);
    }

    private void escape(boolean inClass) {
        if (at + 1 >= in.length()) {
            throw wrong("a backslash at the end");
        }
        char c = in.charAt(at + 1);
        if (c >= '0' && c <= '9') {
            number(inClass);
            return;
        }
        String java = switch (c) {
            case 'Z' -> "\\z";
            case 'a' -> "\\x07";
            case 'v' -> "\\x0b";
            case 'b' -> inClass ? "\\x08" : "\\b";
            case 'U' -> "\\x{" + in.substring(at + 2, Math.min(in.length(), at + 10)) + "}";
            default -> "\\" + c;
        };
        boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        if (letter && "AZBbdDsSwWafnrtvxuU".indexOf(c) < 0) {
            throw wrong("bad escape \\" + c);
        }
        add(java, c == 'U' ? 10 : 2);
    }

    private void number(boolean inClass) {
        int octal = at + 1;
        while (octal < in.length() && octal < at + 4 && in.charAt(octal) >= '0' && in.charAt(octal) <= '7') {
            octal++;
        }
        if (inClass || in.charAt(at + 1) == '0' || octal == at + 4) {
            int value = Integer.parseInt(in.substring(at + 1, octal), 8);
            add(String.format("\\x%02x", value & 0xff), octal - at);
            return;
        }
        boolean two = at + 2 < in.length() && Character.isDigit(in.charAt(at + 2));
        int end = at + (two ? 3 : 2);
        if (Integer.parseInt(in.substring(at + 1, end)) > groups) {
            throw wrong("invalid group reference " + in.substring(at + 1, end));
        }
        add("(?:\\" + in.substring(at + 1, end) + ")", end - at);
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException("'" + in + "' is no regular expression: " + what + " at position " + at);
    }
}
