package jplay.runner.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.SourceSpan;

/** Reads a task's arguments in their forms: a dict, {@code k=v} words, free text. */
public final class Arguments {
    /** What an include is told for itself. */
    private static final Set<String> INCLUDE = Set.of(Task.FREE_FORM, "file", "apply");

    private Arguments() {}

    /** What {@code action:} says. */
    record Action(String name, Node arguments, SourceSpan span) {}

    /** {@code action: copy src=a dest=b}, or a dict with {@code module}. */
    static Action longForm(Node value) {
        switch (value) {
            case Node.Scalar scalar -> {
                String text = scalar.text().strip();
                // The name may be a template with spaces in it.
                String name = KeyValues.split(text).stream().findFirst().orElse("");
                String rest = text.substring(name.length()).strip();
                return new Action(name, Node.Scalar.text(rest, scalar.span()), scalar.span());
            }
            case Node.Dict dict -> {
                Node.Entry module = dict.entry("module");
                if (module == null || !(module.value() instanceof Node.Scalar name)) {
                    throw Problem.of("no-action", "'action' needs a module's name", dict.span(), "write action: {module: …}").exception();
                }
                Node.Dict rest = new Node.Dict(
                        dict.entries().stream().filter(entry -> !entry.key().text().equals("module")).toList(), dict.span());
                Action words = longForm(name);
                return rest.entries().isEmpty() ? words : new Action(words.name(), rest, name.span());
            }
            case Node.Items items -> throw Problem.of("no-action", "'action' cannot be a list", items.span()).exception();
        }
    }

    /** The arguments by name; a free form under {@link Task#FREE_FORM}. */
    public static Map<String, Node> read(String action, Node value) {
        Map<String, Node> arguments = new LinkedHashMap<>();
        String name = action.substring(action.lastIndexOf('.') + 1);
        switch (value) {
            case Node.Dict dict -> dict.entries().forEach(entry -> arguments.put(entry.key().text(), entry.value()));
            case Node.Scalar scalar -> {
                if (scalar.value() == null && scalar.text().isEmpty() || scalar.text().equals("null") && scalar.value() == null) {
                    break;
                }
                if (KeyValues.isOpen(scalar.text())) {
                    throw Problem.of("open-quote", "a quote or {{ in this is never closed", scalar.span(),
                            "quote values with spaces or quotes in them: key=\"it's here\"").exception();
                }
                KeyValues.parse(scalar.text(), KeyValues.COMMANDS.contains(name))
                        .forEach((key, text) -> arguments.put(key, Node.Scalar.text(text, scalar.span())));
            }
            case Node.Items items -> arguments.put(Task.FREE_FORM, items);
        }
        return arguments;
    }

    /** Old roles give variables as a list of dicts. */
    static Node oneDict(Node vars) {
        if (!(vars instanceof Node.Items items) || items.items().isEmpty() || !items.items().stream().allMatch(Node.Dict.class::isInstance)) {
            return vars;
        }
        Map<String, Node.Entry> all = new LinkedHashMap<>();
        items.items().forEach(item -> ((Node.Dict) item).entries().forEach(entry -> all.put(entry.key().text(), entry)));
        return new Node.Dict(new ArrayList<>(all.values()), vars.span());
    }

    /** {@code include: file name=value}: all but the file are variables, stronger than those under {@code vars}. */
    static void variables(String action, Map<String, Node> arguments, Map<String, Node> keywords) {
        if (!action.equals("include") && !action.endsWith(".include")) {
            return;
        }
        Map<String, Node.Entry> all = new LinkedHashMap<>();
        if (keywords.get("vars") instanceof Node.Dict vars) {
            vars.entries().forEach(entry -> all.put(entry.key().text(), entry));
        }
        arguments.forEach((name, value) -> {
            if (!INCLUDE.contains(name)) {
                all.put(name, new Node.Entry(Node.Scalar.text(name, value.span()), value));
            }
        });
        arguments.keySet().retainAll(INCLUDE);
        if (!all.isEmpty()) {
            keywords.put("vars", new Node.Dict(new ArrayList<>(all.values()), all.values().iterator().next().key().span()));
        }
    }
}
