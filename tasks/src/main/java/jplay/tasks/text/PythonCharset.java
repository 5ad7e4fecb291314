package jplay.tasks.text;

import java.nio.charset.Charset;

/** Encodings by the names that Python has for them. */
public final class PythonCharset {
    private PythonCharset() {}

    /** The encoding of this name; {@code latin-1} and {@code utf_8} are names, too. */
    public static Charset of(String name) {
        for (String spelling : new String[] {name, name.replace('_', '-'), name.replaceAll("[-_]", "")}) {
            try {
                return Charset.forName(spelling);
            } catch (IllegalArgumentException e) {
                // The next spelling may be known.
            }
        }
        throw new IllegalArgumentException("'" + name + "' is no encoding that this machine knows");
    }
}
