package jplay.runner.template;

import org.jspecify.annotations.Nullable;

/** A template that cannot be read or rendered, with the place; lines and columns count from 1. */
public final class TemplateException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final @Nullable String name;
    private final int line;
    private final int column;
    private final String text;
    private final boolean undefined;

    private TemplateException(String problem, @Nullable String name, int line, int column, String text, boolean undefined) {
        super(problem + place(name, line, column, text), null, false, false);
        this.problem = problem;
        this.name = name;
        this.line = line;
        this.column = column;
        this.text = text;
        this.undefined = undefined;
    }

    private static String place(@Nullable String name, int line, int column, String text) {
        String where = name != null ? name + ", line " + line + ", column " + column + ": " : line > 1 ? "line " + line + ": " : "";
        return " (" + where + text.strip() + ")";
    }

    /** An error at an offset into a source; a name is that of the template's file. */
    static TemplateException at(@Nullable String name, String source, int offset, String problem, boolean undefined) {
        int at = Math.max(0, Math.min(offset, source.length()));
        int start = source.lastIndexOf('\n', at - 1) + 1;
        int end = source.indexOf('\n', at);
        int line = 1 + (int) source.substring(0, start).chars().filter(c -> c == '\n').count();
        String text = source.substring(start, end < 0 ? source.length() : end);
        return new TemplateException(problem, name, line, at - start + 1, text, undefined);
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** The template's file, or null for a string. */
    public @Nullable String name() {
        return name;
    }

    public int line() {
        return line;
    }

    public int column() {
        return column;
    }

    /** The line that the error is in. */
    public String text() {
        return text;
    }

    /** Whether the error is that something undefined was used. */
    public boolean isUndefined() {
        return undefined;
    }
}
