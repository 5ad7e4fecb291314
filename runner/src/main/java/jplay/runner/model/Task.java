package jplay.runner.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.source.Node;
import jplay.runner.source.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * A task or a handler.
 *
 * @param action the module or action as it was written
 * @param arguments its arguments, unrendered; a free form stands under {@link #FREE_FORM}
 * @param loop what it loops over, or null
 * @param handler whether it stands among handlers
 * @param span of the action's name
 * @param keys where the names of its arguments stand, of those that were written as a dict
 */
public record Task(
        String action,
        Map<String, Node> arguments,
        @Nullable Loop loop,
        boolean handler,
        Attributes attributes,
        SourceSpan span,
        Map<String, SourceSpan> keys)
        implements Item {

    public static final String FREE_FORM = "_raw_params";

    /**
     * A loop.
     *
     * @param kind {@code loop}, or the lookup of a {@code with_…}
     */
    public record Loop(String kind, Node over) {}

    public Task(
            String action, Map<String, Node> arguments, @Nullable Loop loop, boolean handler, Attributes attributes, SourceSpan span) {
        this(action, arguments, loop, handler, attributes, span, Map.of());
    }

    /** The name, unrendered; the action where it has none. */
    public String name() {
        return attributes.own("name") instanceof Node.Scalar scalar && !scalar.text().isEmpty()
                ? scalar.text()
                : action;
    }

    public boolean isNamed() {
        return attributes.own("name") != null;
    }

    /** The action without {@code ansible.builtin.}. */
    public String shortAction() {
        return action.startsWith("ansible.builtin.") || action.startsWith("ansible.legacy.")
                ? action.substring(action.lastIndexOf('.') + 1)
                : action;
    }

    public @Nullable String roleName() {
        return attributes.role() == null ? null : attributes.role().name();
    }

    /** The tags of it and of all around it, unrendered, split at commas. */
    public List<String> tags() {
        return tags(attributes);
    }

    static List<String> tags(Attributes attributes) {
        List<String> tags = new ArrayList<>();
        for (Node node : attributes.all("tags")) {
            Node.Items items = node instanceof Node.Items list ? list : new Node.Items(List.of(node), node.span());
            for (Node item : items.items()) {
                if (item instanceof Node.Scalar scalar) {
                    for (String tag : scalar.text().split(",", -1)) {
                        if (!tag.isBlank()) {
                            tags.add(tag.strip());
                        }
                    }
                }
            }
        }
        return tags;
    }

    /** The same task with other keywords on top. */
    public Task with(Attributes other) {
        return new Task(action, arguments, loop, handler, other, span, keys);
    }

    /** The same task with the action that its template came to. */
    public Task named(String other) {
        return new Task(other, arguments, loop, handler, attributes, span, keys);
    }

    /** The same task with further arguments where it does not give them itself. */
    public Task withDefaults(Map<String, Node> defaults) {
        Map<String, Node> all = new LinkedHashMap<>(defaults);
        all.putAll(arguments);
        return new Task(action, all, loop, handler, attributes, span, keys);
    }
}
