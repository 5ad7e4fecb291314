package jplay.runner.template;

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
}
