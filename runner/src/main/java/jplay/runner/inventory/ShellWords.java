package jplay.runner.inventory;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Splits a line into words as a shell would, with their places; {@code #} begins a comment. */
public final class ShellWords {
    /**
     * A word.
     *
     * @param text without quotes
     * @param start where it begins in the line, from 0
     * @param end where it ends
     */
    public record Word(String text, int start, int end) {}

    /** The line ends inside quotes or after a backslash. */
    public static final class Unclosed extends Exception {
        private static final long serialVersionUID = 1;
        private final int offset;

        Unclosed(String message, int offset) {
            super(message, null, false, false);
            this.offset = offset;
        }

        /** Where the quote or backslash stands. */
        public int offset() {
            return offset;
        }
    }

    private final String line;
    private final boolean comments;
    private final List<Word> words = new ArrayList<>();
    private @Nullable StringBuilder word;
    private int start;
    private int at;

    private ShellWords(String line, boolean comments) {
        this.line = line;
        this.comments = comments;
    }

    /** The words of a line. */
    public static List<Word> split(String line, boolean comments) throws Unclosed {
        return new ShellWords(line, comments).split();
    }

    private List<Word> split() throws Unclosed {
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == ' ' || c == '\t' || c == '\r' || c == '\n') {
                finish();
            } else if (comments && c == '#') {
                break;
            } else if (c == '\'' || c == '"') {
                quoted(begin(), c);
            } else if (c == '\\') {
                if (at + 1 >= line.length()) {
                    throw new Unclosed("nothing follows the last backslash", at);
                }
                begin().append(line.charAt(++at));
            } else {
                begin().append(c);
            }
        }
        finish();
        return words;
    }

    private StringBuilder begin() {
        StringBuilder into = word;
        if (into == null) {
            into = new StringBuilder();
            word = into;
            start = at;
        }
        return into;
    }

    private void finish() {
        if (word != null) {
            words.add(new Word(word.toString(), start, at));
            word = null;
        }
    }

    private void quoted(StringBuilder into, char quote) throws Unclosed {
        int open = at++;
        for (; at < line.length(); at++) {
            char c = line.charAt(at);
            if (c == quote) {
                return;
            }
            if (c == '\\' && quote == '"' && at + 1 < line.length()
                    && (line.charAt(at + 1) == '"' || line.charAt(at + 1) == '\\')) {
                into.append(line.charAt(++at));
            } else {
                into.append(c);
            }
        }
        throw new Unclosed("this quote is not closed", open);
    }
}
