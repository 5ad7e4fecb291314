package jplay.runner.inventory;

import java.util.regex.Pattern;

/** Shell patterns of names: {@code *}, {@code ?}, {@code [abc]}, {@code [!a-z]}. */
final class Glob {
    private Glob() {}

    static String regex(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? close(glob, i) : -1;
            if (c == '*') {
                out.append(".*");
            } else if (c == '?') {
                out.append('.');
            } else if (close > 0) {
                set(out, glob.substring(i + 1, close));
                i = close;
            } else {
                out.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return out.toString();
    }

    /** A bracket that closes at once, or after {@code !}, is a member of the set. */
    private static int close(String glob, int open) {
        int from = open + 1;
        if (from < glob.length() && glob.charAt(from) == '!') {
            from++;
        }
        return glob.indexOf(']', from + 1);
    }

    private static void set(StringBuilder out, String members) {
        out.append('[');
        boolean not = members.startsWith("!");
        out.append(not ? "^" : "");
        for (char c : members.substring(not ? 1 : 0).toCharArray()) {
            if (c == '[' || c == ']' || c == '\\' || c == '&' || c == '^') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append(']');
    }
}
