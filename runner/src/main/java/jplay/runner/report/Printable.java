package jplay.runner.report;

/** Text from hosts, made safe for a terminal. */
final class Printable {
    private Printable() {}

    /** Control characters as {@code ^[}; tabs and ends of lines stay. */
    static String of(String text) {
        int i = 0;
        while (i < text.length() && !isControl(text.charAt(i))) {
            i++;
        }
        if (i == text.length()) {
            return text;
        }
        StringBuilder out = new StringBuilder(text.length() + 8).append(text, 0, i);
        for (; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                continue;
            }
            if (!isControl(c)) {
                out.append(c);
            } else if (c < ' ') {
                out.append('^').append((char) (c + '@'));
            } else {
                out.append(String.format("\\u%04x", (int) c));
            }
        }
        return out.toString();
    }

    private static boolean isControl(char c) {
        return c < ' ' && c != '\n' && c != '\t' || c >= 0x7f && c < 0xa0;
    }
}
