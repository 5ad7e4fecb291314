package jplay.runner.expression;

import java.util.Locale;

/** The text of a YAML document as it grows, with scalars folded at a width. */
final class YamlOutput {
    private final StringBuilder out = new StringBuilder();
    private final int width;
    private int lineStart;

    YamlOutput(int width) {
        this.width = width;
    }

    String text() {
        return out.toString();
    }

    YamlOutput write(String s) {
        out.append(s);
        return this;
    }

    YamlOutput newline() {
        out.append('\n');
        lineStart = out.length();
        return this;
    }

    private int column() {
        return out.length() - lineStart;
    }

    YamlOutput padTo(int column) {
        out.append(" ".repeat(Math.max(0, column - column())));
        return this;
    }

    boolean isWide() {
        return column() > width;
    }

    void breakLine(int indent) {
        newline().padTo(indent);
    }

    /** Between two items of a flow collection. */
    void separate(int indent) {
        if (isWide()) {
            breakLine(indent);
        } else {
            out.append(' ');
        }
    }

    void plain(String text, int indent, boolean mayFold) {
        for (int i = 0; i < text.length(); i++) {
            boolean fold = mayFold && isWide() && singleSpace(text, i);
            if (fold) {
                breakLine(indent);
            } else {
                out.append(text.charAt(i));
            }
        }
    }

    private static boolean singleSpace(String text, int i) {
        return text.charAt(i) == ' ' && i > 0 && i + 1 < text.length() && text.charAt(i - 1) != ' ' && text.charAt(i + 1) != ' ';
    }

    void single(String text, int indent, boolean mayFold) {
        out.append('\'');
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (c == '\n') {
                i = breaks(text, i, indent);
                continue;
            }
            if (mayFold && isWide() && singleSpace(text, i)) {
                breakLine(indent);
            } else {
                out.append(c == '\'' ? "''" : String.valueOf(c));
            }
            i++;
        }
        out.append('\'');
    }

    /** A run of line breaks is written with one more, since a single one would be read as a space. */
    private int breaks(String text, int start, int indent) {
        newline();
        int i = start;
        while (i < text.length() && text.charAt(i) == '\n') {
            newline();
            i++;
        }
        padTo(indent);
        return i;
    }

    void quoted(String text, int indent, boolean mayFold) {
        out.append('"');
        int pending = 0;
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            int c = text.codePointAt(i);
            String escaped = escape(c);
            boolean inside = i > 0 && i < text.length() - 1;
            if (c == ' ' && inside && mayFold && column() > width) {
                out.append('\\');
                breakLine(indent);
                out.append("\\ ");
                pending = 0;
                continue;
            }
            out.append(escaped);
            pending = escaped.length() > 1 ? 0 : pending + 1;
            if (pending == 0 && inside && mayFold && column() > width) {
                out.append('\\');
                breakLine(indent);
                out.append(text.charAt(i + 1) == ' ' ? "\\" : "");
            }
        }
        out.append('"');
    }

    private static String escape(int c) {
        return switch (c) {
            case '"', '\\' -> "\\" + (char) c;
            case 0 -> "\\0";
            case 7 -> "\\a";
            case '\b' -> "\\b";
            case '\t' -> "\\t";
            case '\n' -> "\\n";
            case 11 -> "\\v";
            case '\f' -> "\\f";
            case '\r' -> "\\r";
            case 27 -> "\\e";
            case 0x85 -> "\\N";
            case 0x2028 -> "\\L";
            case 0x2029 -> "\\P";
            default -> visible(c) ? Character.toString(c) : hex(c);
        };
    }

    private static boolean visible(int c) {
        return c >= ' ' && c <= '~' || c >= 0xa0 && c <= 0xd7ff || c >= 0xe000 && c <= 0xfffd && c != 0xfeff;
    }

    private static String hex(int c) {
        return String.format(Locale.ROOT, c < 0x100 ? "\\x%02X" : c < 0x10000 ? "\\u%04X" : "\\U%08X", c);
    }
}
