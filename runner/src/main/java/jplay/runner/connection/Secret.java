package jplay.runner.connection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A password or passphrase. It shows itself to nobody who does not ask for {@link #chars}. */
public final class Secret {
    private final char[] chars;

    private Secret(char[] chars) {
        this.chars = chars;
    }

    public static Secret of(String text) {
        return new Secret(text.toCharArray());
    }

    public static Secret of(char[] chars) {
        return new Secret(chars.clone());
    }

    /** A copy, which the caller may overwrite. */
    public char[] chars() {
        return chars.clone();
    }

    /** The secret as a line of UTF-8, as programs read it from standard input. */
    byte[] line() {
        ByteBuffer encoded = StandardCharsets.UTF_8.encode(java.nio.CharBuffer.wrap(chars));
        byte[] line = new byte[encoded.remaining() + 1];
        encoded.get(line, 0, line.length - 1);
        line[line.length - 1] = '\n';
        return line;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret that && Arrays.equals(chars, that.chars);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(chars);
    }

    @Override
    public String toString() {
        return "***";
    }
}
