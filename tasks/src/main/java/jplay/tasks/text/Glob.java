package jplay.tasks.text;

import java.util.regex.Pattern;

/** A shell's file name pattern, as Python's {@code fnmatch} reads it: {@code *} matches slashes, too. */
public final class Glob {
    private final Pattern pattern;

    private Glob(Pattern pattern) {
        this.pattern = pattern;
    }

    public static Glob of(String glob) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            int close = c == '[' ? glob.indexOf(']', i + (glob.startsWith("!", i + 1) ? 3 : 2)) : -1;
            if (close > 0) {
                String set = glob.substring(i + 1, close).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]")
                        .replace("&", "\\&").replace("^", "\\^");
                out.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
                i = close;
            } else {
                out.append(c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c)));
            }
        }
        return new Glob(Pattern.compile(out.toString(), Pattern.DOTALL));
    }

    public boolean matches(CharSequence name) {
        return pattern.matcher(name).matches();
    }
}
