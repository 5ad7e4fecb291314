package jplay.runner.source;

/**
 * A stretch of a file.
 *
 * @param file as messages show it
 * @param line from 1
 * @param column from 1
 * @param endLine the line of the character after the last
 * @param endColumn the column of the character after the last
 */
public record SourceSpan(String file, int line, int column, int endLine, int endColumn) {

    /** A whole file, where no line is to blame. */
    public static SourceSpan file(String file) {
        return new SourceSpan(file, 0, 0, 0, 0);
    }

    public static SourceSpan at(String file, int line, int column) {
        return new SourceSpan(file, line, column, line, column + 1);
    }

    /** {@code k8s.yml:12:3}, as compilers print it. */
    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
