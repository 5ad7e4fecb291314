package jplay.runner.model;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jplay.runner.source.Node;
import jplay.runner.source.SourceSpan;
import org.jspecify.annotations.Nullable;

/** What a role says of its arguments; they are checked by a task of its own, before all others. */
final class ArgumentSpecs {
    private ArgumentSpecs() {}

    /**
     * The task that checks them, where the role says something of them.
     *
     * @param file {@code meta/argument_specs.yml}
     * @param meta {@code meta/main.yml}, where they may stand, too
     * @param entry the tasks file that is used, {@code main} or another one
     */
    static Optional<Task> validation(Role role, Node.@Nullable Dict file, Node.@Nullable Dict meta, String entry, Attributes around) {
        @Nullable Node all = file != null ? file.get("argument_specs") : meta == null ? null : meta.get("argument_specs");
        if (!(all instanceof Node.Dict specs) || !(specs.get(entry) instanceof Node.Dict spec)) {
            return Optional.empty();
        }
        SourceSpan span = spec.span();
        String description = spec.get("short_description") instanceof Node.Scalar scalar ? " - " + scalar.text() : "";
        Map<String, Node> keywords = new LinkedHashMap<>();
        keywords.put("name", Node.Scalar.text("Validating arguments against arg spec '" + entry + "'" + description, span));
        keywords.put("tags", Node.Scalar.text("always", span));
        Map<String, Node> arguments = new LinkedHashMap<>();
        arguments.put("argument_spec", spec.get("options") instanceof Node.Dict options ? options : new Node.Dict(List.of(), span));
        if (role.params() != null) {
            arguments.put("provided_arguments", role.params());
        }
        arguments.put("validate_args_context", context(role, entry, span));
        return Optional.of(new Task("ansible.builtin.validate_argument_spec", arguments, null, false,
                around.child(Attributes.Level.TASK, keywords, around.file()), span));
    }

    private static Node.Dict context(Role role, String entry, SourceSpan span) {
        return new Node.Dict(List.of(
                entry("type", "role", span), entry("name", role.name(), span), entry("argument_spec_name", entry, span),
                entry("path", role.path().toAbsolutePath().toString(), span)), span);
    }

    private static Node.Entry entry(String key, String value, SourceSpan span) {
        return new Node.Entry(Node.Scalar.text(key, span), Node.Scalar.text(value, span));
    }
}
