package jplay.runner.model;

import java.util.LinkedHashMap;
import java.util.Map;
import jplay.runner.source.Node;
import org.jspecify.annotations.Nullable;

/**
 * Arguments that a variable holds: {@code args: "{{ given }}"}, or {@code copy: "{{ given }}"} of a module that takes no
 * free form.
 *
 * @param template what comes to a dict of arguments
 */
public record Splat(Node.Scalar template) {

    /** Null where a task's arguments are all written. */
    public static @Nullable Splat of(Task task, boolean takesFreeForm) {
        if (task.attributes().own("args") instanceof Node.Scalar args && isExpression(args)) {
            return new Splat(args);
        }
        return !takesFreeForm && task.arguments().get(Task.FREE_FORM) instanceof Node.Scalar written && isExpression(written)
                ? new Splat(written)
                : null;
    }

    private static boolean isExpression(Node.Scalar scalar) {
        String text = scalar.text().strip();
        return scalar.isTemplate() && text.startsWith("{{") && text.endsWith("}}") && text.indexOf("}}") == text.length() - 2;
    }

    /** The arguments that are given, each a template of its own, which keeps its type; those that are written go before them. */
    public Map<String, Node> with(Map<?, ?> given, Map<String, Node> written) {
        String text = template.text().strip();
        String dict = text.substring(2, text.length() - 2);
        Map<String, Node> all = new LinkedHashMap<>();
        for (Object key : given.keySet()) {
            String name = String.valueOf(key);
            String quoted = name.replace("\\", "\\\\").replace("'", "\\'");
            all.put(name, Node.Scalar.text("{{ (" + dict + ")['" + quoted + "'] }}", template.span()));
        }
        written.forEach((name, node) -> {
            if (node != template) {
                all.put(name, node);
            }
        });
        return all;
    }
}
