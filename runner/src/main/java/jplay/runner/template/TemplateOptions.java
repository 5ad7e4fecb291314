package jplay.runner.template;

import jplay.runner.expression.Values;
import org.jspecify.annotations.Nullable;

/** How a template file is read: what becomes of whitespace around blocks, and the marks of tags. */
public record TemplateOptions(
        boolean trimBlocks,
        boolean lstripBlocks,
        String newline,
        String variableStart,
        String variableEnd,
        String blockStart,
        String blockEnd,
        String commentStart,
        String commentEnd) {
    /** Ansible's defaults. */
    public static final TemplateOptions DEFAULT = new TemplateOptions(true, false, "\n", "{{", "}}", "{%", "%}", "{#", "#}");

    /** These options but for one, under Jinja's name; null if there is none of the name. */
    public @Nullable TemplateOptions with(String name, @Nullable Object value) {
        String text = Values.str(value);
        boolean on = Values.truth(value);
        return switch (name) {
            case "trim_blocks" -> copy(on, lstripBlocks, newline, variableStart, variableEnd, blockStart, blockEnd);
            case "lstrip_blocks" -> copy(trimBlocks, on, newline, variableStart, variableEnd, blockStart, blockEnd);
            case "newline_sequence" -> copy(trimBlocks, lstripBlocks, text, variableStart, variableEnd, blockStart, blockEnd);
            case "variable_start_string" -> copy(trimBlocks, lstripBlocks, newline, text, variableEnd, blockStart, blockEnd);
            case "variable_end_string" -> copy(trimBlocks, lstripBlocks, newline, variableStart, text, blockStart, blockEnd);
            case "block_start_string" -> copy(trimBlocks, lstripBlocks, newline, variableStart, variableEnd, text, blockEnd);
            case "block_end_string" -> copy(trimBlocks, lstripBlocks, newline, variableStart, variableEnd, blockStart, text);
            case "comment_start_string" -> comments(text, commentEnd);
            case "comment_end_string" -> comments(commentStart, text);
            // The newlines at the end are kept in any case.
            case "keep_trailing_newline" -> this;
            default -> null;
        };
    }

    private TemplateOptions copy(
            boolean trim, boolean lstrip, String ending, String variableFrom, String variableTo, String blockFrom, String blockTo) {
        return new TemplateOptions(trim, lstrip, ending, variableFrom, variableTo, blockFrom, blockTo, commentStart, commentEnd);
    }

    private TemplateOptions comments(String start, String end) {
        return new TemplateOptions(trimBlocks, lstripBlocks, newline, variableStart, variableEnd, blockStart, blockEnd, start, end);
    }
}
