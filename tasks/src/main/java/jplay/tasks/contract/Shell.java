package jplay.tasks.contract;

import java.util.List;
import java.util.stream.Collectors;

/** Quoting for POSIX {@code sh}. */
public final class Shell {
    private Shell() {}

    /** One word, whatever characters it has. */
    public static String quote(String word) {
        boolean plain = !word.isEmpty();
        for (int i = 0; plain && i < word.length(); i++) {
            char c = word.charAt(i);
            plain = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "_-./:=@%+,".indexOf(c) >= 0;
        }
        return plain ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** Several words with spaces between. */
    public static String quote(List<String> words) {
        return words.stream().map(Shell::quote).collect(Collectors.joining(" "));
    }
}
