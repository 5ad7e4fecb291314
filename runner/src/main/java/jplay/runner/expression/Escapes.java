package jplay.runner.expression;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Backslash sequences in string literals, as Python reads them. */
final class Escapes {
    private static final Pattern ESCAPE = Pattern.compile(
            "\\\\(?:([0-7]{1,3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|N\\{([^}]+)\\}|(.))", Pattern.DOTALL);

    private Escapes() {}

    static String decode(String raw, int offset) {
        Matcher m = ESCAPE.matcher(raw);
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            m.appendReplacement(out, "");
            try {
                out.append(replacement(m));
            } catch (IllegalArgumentException e) {
                throw new ExpressionException("'" + m.group() + "' names no character", offset + m.start());
            }
        }
        return m.appendTail(out).toString();
    }

    private static String replacement(Matcher m) {
        if (m.group(1) != null) {
            return Character.toString(Integer.parseInt(m.group(1), 8));
        }
        for (int group = 2; group <= 4; group++) {
            if (m.group(group) != null) {
                return Character.toString(Integer.parseInt(m.group(group), 16));
            }
        }
        return m.group(5) != null ? Character.toString(Character.codePointOf(m.group(5))) : simple(m.group(6).charAt(0));
    }

    private static String simple(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 't' -> "\t";
            case 'r' -> "\r";
            case 'a' -> "\u0007";
            case 'b' -> "\b";
            case 'f' -> "\f";
            case 'v' -> "\u000b";
            case '\\', '\'', '"' -> String.valueOf(c);
            case '\n' -> "";
            default -> "\\" + c;
        };
    }
}
