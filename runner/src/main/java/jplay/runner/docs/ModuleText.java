package jplay.runner.docs;

import java.util.ArrayList;
import java.util.List;
import jplay.tasks.Modules;
import jplay.tasks.bind.Parameter;
import jplay.tasks.contract.Module;

/** A module's documentation for a terminal. */
public final class ModuleText {
    private final int width;
    private final StringBuilder out = new StringBuilder();

    private ModuleText(int width) {
        this.width = width;
    }

    /** One module in full. */
    public static String of(Modules.Entry entry, int width) {
        return new ModuleText(width).module(entry);
    }

    /** All modules, a line each. */
    public static String list(List<Modules.Entry> entries, int width) {
        int longest = entries.stream().mapToInt(e -> e.doc().name().length()).max().orElse(0);
        StringBuilder list = new StringBuilder();
        for (Modules.Entry entry : entries) {
            String line = entry.doc().name() + " ".repeat(longest - entry.doc().name().length() + 2) + entry.doc().summary();
            list.append(line.length() <= width ? line : line.substring(0, Math.max(1, width - 1)) + "…").append('\n');
        }
        return list.toString();
    }

    private String module(Modules.Entry entry) {
        Module doc = entry.doc();
        out.append(doc.name()).append("  (").append(entry.fullName()).append(")\n\n");
        paragraph(doc.summary(), "  ");
        for (String note : Notes.of(entry)) {
            paragraph(note, "  ");
        }
        out.append("\nParameters (* required)\n");
        for (Parameter parameter : entry.binder().parameters()) {
            parameter(parameter, "  ");
        }
        List<Parameter> results = Results.of(entry);
        if (!results.isEmpty()) {
            out.append("\nResult\n");
            for (Parameter result : results) {
                out.append("\n  ").append(result.name()).append("  ").append(result.typeName()).append('\n');
                paragraph(result.doc().value(), "      ");
            }
        }
        if (!doc.example().isBlank()) {
            out.append("\nExample\n\n").append(doc.example().strip().indent(2));
        }
        return out.toString();
    }

    private void parameter(Parameter parameter, String indent) {
        out.append('\n').append(indent).append(parameter.name()).append(parameter.doc().required() ? "*" : "");
        out.append("  ").append(parameter.typeName());
        List<String> facts = facts(parameter);
        out.append(facts.isEmpty() ? "\n" : ", " + String.join(", ", facts) + "\n");
        paragraph(parameter.doc().value(), indent + "    ");
        for (Parameter part : Notes.parts(parameter)) {
            parameter(part, indent + "    ");
        }
    }

    private static List<String> facts(Parameter parameter) {
        List<String> facts = new ArrayList<>();
        if (!Notes.defaultOf(parameter).isEmpty()) {
            facts.add("default " + Notes.defaultOf(parameter));
        }
        if (!parameter.choices().isEmpty()) {
            facts.add("one of " + String.join(" ", parameter.choices()));
        }
        if (!parameter.aliases().isEmpty()) {
            facts.add("also " + String.join(" ", parameter.aliases()));
        }
        if (parameter.doc().freeForm()) {
            facts.add("free form");
        }
        return facts;
    }

    private void paragraph(String text, String indent) {
        int room = Math.max(20, width - indent.length());
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > room) {
                out.append(indent).append(line).append('\n');
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        out.append(indent).append(line).append('\n');
    }
}
