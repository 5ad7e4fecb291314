package jplay.runner.docs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jplay.tasks.Modules;
import jplay.tasks.bind.Parameter;

/** The reference of all modules in Markdown: a page each, and an index. */
public final class ModulePages {
    /** The first line of each page; what begins otherwise is somebody's own. */
    public static final String MARKER = "<!-- Made by jplay doc --markdown; edit the module instead. -->";
    private static final String INDEX = "README.md";
    private final StringBuilder out = new StringBuilder(MARKER).append('\n');

    private ModulePages() {}

    /** File names and their text. */
    public static Map<String, String> of(List<Modules.Entry> entries) {
        Map<String, String> pages = new TreeMap<>();
        entries.forEach(entry -> pages.put(entry.doc().name() + ".md", new ModulePages().page(entry)));
        pages.put(INDEX, new ModulePages().index(entries));
        return pages;
    }

    private String index(List<Modules.Entry> entries) {
        out.append("# Modules\n\n| Module | |\n| --- | --- |\n");
        for (Modules.Entry entry : entries) {
            String name = entry.doc().name();
            out.append("| [").append(name).append("](").append(name).append(".md) | ").append(cell(entry.doc().summary())).append(" |\n");
        }
        return out.toString();
    }

    private String page(Modules.Entry entry) {
        out.append("# ").append(entry.doc().name()).append("\n\n").append(entry.doc().summary().strip()).append("\n\n");
        out.append("Full name: `").append(entry.fullName()).append("`.\n");
        Notes.of(entry).forEach(note -> out.append(note).append('\n'));
        List<Parameter> parameters = entry.binder().parameters();
        if (!parameters.isEmpty()) {
            out.append("\n## Parameters\n\n| Name | Type | Default | |\n| --- | --- | --- | --- |\n");
            parameters.forEach(parameter -> row(parameter, ""));
        }
        List<Parameter> results = Results.of(entry);
        if (!results.isEmpty()) {
            out.append("\n## Result\n\n| Name | Type | |\n| --- | --- | --- |\n");
            results.forEach(result -> out.append("| `").append(result.name()).append("` | ").append(result.typeName())
                    .append(" | ").append(cell(result.doc().value())).append(" |\n"));
        }
        if (!entry.doc().example().isBlank()) {
            out.append("\n## Example\n\n```yaml\n").append(entry.doc().example().strip()).append("\n```\n");
        }
        return out.toString();
    }

    private void row(Parameter parameter, String prefix) {
        String name = prefix + parameter.name();
        out.append("| `").append(name).append('`').append(parameter.doc().required() ? " (required)" : "");
        parameter.aliases().forEach(alias -> out.append(", `").append(prefix).append(alias).append('`'));
        out.append(" | ").append(parameter.typeName()).append(" | ");
        String otherwise = Notes.defaultOf(parameter);
        out.append(otherwise.isEmpty() ? "" : "`" + cell(otherwise) + "`").append(" | ");
        out.append(cell(parameter.doc().value()));
        if (!parameter.choices().isEmpty()) {
            out.append(" One of `").append(String.join("`, `", parameter.choices())).append("`.");
        }
        out.append(parameter.doc().freeForm() ? " Takes the free form." : "").append(" |\n");
        Notes.parts(parameter).forEach(part -> row(part, name + "."));
    }

    private static String cell(String text) {
        return text.strip().replaceAll("\\s+", " ").replace("|", "\\|");
    }
}
