package jplay.tasks.text;

import java.nio.charset.Charset;
import java.util.Locale;

/** Encodings by the names that Python has for them. */
public final class PythonCharset {
    private PythonCharset() {}

    /** The encoding of this name; {@code latin-1} and {@code utf_8} are names, too. */
    public static Charset of(String name) {
        // Python writes these as most machines have them, with a mark in front; Java in network order.
        String bare = name.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
        if (bare.equals("utf16") || bare.equals("utf32")) {
            return Charset.forName(bare.equals("utf16") ? "x-UTF-16LE-BOM" : "X-UTF-32LE-BOM");
        }
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
