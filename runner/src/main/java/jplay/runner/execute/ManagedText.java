package jplay.runner.execute;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import jplay.runner.expression.Scope;

/** What {@code ansible_managed} is in a template where the configuration says so: a format, a date's and a template in one. */
record ManagedText(RunContext context, Scope scope) {
    private static final Map<String, String> FIELDS =
            Map.of("{file}", "template_path", "{host}", "template_host", "{uid}", "template_uid");

    /** @param extra the variables of the template */
    Map<String, Object> in(Map<String, Object> extra, Path template) {
        String managed = context.options().defaults().managed();
        if (!extra.containsKey("ansible_managed") || managed.equals(PlayDefaults.NONE.managed())) {
            return extra;
        }
        for (Map.Entry<String, String> field : FIELDS.entrySet()) {
            managed = managed.replace(field.getKey(), String.valueOf(extra.get(field.getValue())));
        }
        // It is a format first: a template's braces stand in it twice.
        managed = managed.replace("{{", "{").replace("}}", "}");
        Map<String, Object> all = new LinkedHashMap<>(extra);
        Map<String, Object> dated = Map.of("managed", managed, "changed", template.toFile().lastModified() / 1000);
        String text = String.valueOf(context.templates().render("{{ managed | strftime(changed) }}", scope.with(dated)));
        all.put("ansible_managed", String.valueOf(context.templates().render(text, scope.with(all))));
        return all;
    }
}
