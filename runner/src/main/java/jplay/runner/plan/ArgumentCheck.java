package jplay.runner.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import jplay.runner.model.Keywords;
import jplay.runner.model.Splat;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.SourceSpan;
import jplay.tasks.Modules;
import jplay.tasks.bind.Argument;
import jplay.tasks.bind.BindError;
import jplay.tasks.bind.Parameter;
import jplay.tasks.contract.Names;
import jplay.tasks.library.LibraryModule;
import org.jspecify.annotations.Nullable;

/**
 * Checks the arguments of tasks against the parameters of their modules, as far as they are known before a run.
 *
 * @param templates checks the templates in a value
 * @param add takes what is wrong
 * @param library takes why an executable of the playbook's cannot be run
 */
record ArgumentCheck(Modules modules, Consumer<Node> templates, Consumer<Problem> add, BiConsumer<Task, Problem> library) {

    /** Checks a task's arguments. */
    void task(Task task) {
        @Nullable Set<String> own = Keywords.ACTION_PARAMETERS.get(task.shortAction());
        if (own != null) {
            ownArguments(task, own);
            return;
        }
        Modules.@Nullable Entry entry = modules.find(task.action());
        if (entry == null) {
            return;
        }
        if (entry.module() instanceof LibraryModule users && users.refusal() != null) {
            library.accept(task, Problem.of("library", users.refusal(), task.span()));
            return;
        }
        @Nullable Splat splat = Splat.of(task, entry.binder().freeForm() != null);
        if (splat != null) {
            templates.accept(splat.template());
        }
        Map<String, Argument> arguments = new LinkedHashMap<>();
        task.arguments().forEach((name, node) -> {
            if (splat != null && node == splat.template()) {
                return;
            }
            String target = name.equals(Task.FREE_FORM) ? freeForm(entry) : name;
            @Nullable Parameter parameter = entry.binder().parameter(target);
            boolean raw = parameter != null && parameter.doc().raw();
            if (!raw) {
                templates.accept(node);
            }
            arguments.put(target, raw ? Argument.text("") : argument(node));
        });
        if (arguments.containsKey(Task.FREE_FORM)) {
            Node written = Objects.requireNonNull(task.arguments().get(Task.FREE_FORM));
            String text = written instanceof Node.Scalar scalar ? scalar.text() : "a list";
            add.accept(Problem.of("free-form", entry.doc().name() + " takes parameters alone, not '" + text + "'", written.span(),
                    "write them as a dict, one a line, or as key=value"));
            return;
        }
        boolean defaults = splat != null || !task.attributes().all("module_defaults").isEmpty();
        for (BindError error : entry.binder().check(arguments)) {
            if (!(defaults && error.parameter().isEmpty())) {
                add.accept(Problem.of("parameter", error.message(), span(task, entry, error), error.help()));
            }
        }
    }

    private static SourceSpan span(Task task, Modules.Entry entry, BindError error) {
        @Nullable SourceSpan key = task.keys().get(error.parameter());
        if (key != null && entry.binder().parameter(error.parameter()) == null) {
            return key;
        }
        Node node = task.arguments().get(error.parameter());
        if (node == null && error.parameter().equals(freeForm(entry))) {
            node = task.arguments().get(Task.FREE_FORM);
        }
        return node == null || error.parameter().isEmpty() ? task.span() : node.span();
    }

    private void ownArguments(Task task, Set<String> known) {
        task.arguments().forEach((name, node) -> {
            if (!known.contains(name)) {
                @Nullable String close = Names.closest(name, known);
                add.accept(Problem.of("parameter", "'" + name + "' is no parameter of " + task.shortAction(),
                        task.keys().getOrDefault(name, node.span()),
                        close == null ? null : "did you mean '" + close + "'?"));
            }
            templates.accept(node);
        });
    }

    private static String freeForm(Modules.Entry entry) {
        return Objects.requireNonNullElse(entry.binder().freeForm(), Task.FREE_FORM);
    }

    private static Argument argument(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.isTemplate() || !scalar.tag().isEmpty() -> new Argument.Later(scalar.text());
            case Node.Scalar scalar -> new Argument.Text(scalar.text(), scalar.value());
            case Node.Items items -> items.items().stream().anyMatch(ArgumentCheck::later)
                    ? new Argument.Later("")
                    : Argument.of(new ArrayList<Object>(items.items().stream().map(ArgumentCheck::argument).toList()));
            case Node.Dict dict -> {
                Map<String, Object> map = new LinkedHashMap<>();
                dict.entries().forEach(entry -> map.put(entry.key().text(), argument(entry.value())));
                yield later(dict) ? new Argument.Later("") : Argument.of(map);
            }
        };
    }

    private static boolean later(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.isTemplate() || !scalar.tag().isEmpty();
            case Node.Items items -> items.items().stream().anyMatch(ArgumentCheck::later);
            case Node.Dict dict -> dict.entries().stream().anyMatch(entry -> later(entry.value()));
        };
    }

    /** Of defaults, a few may be given; those there are must be parameters of the module. */
    void moduleDefaults(Node.Entry defaults) {
        Modules.@Nullable Entry entry = modules.find(defaults.key().text());
        if (entry == null || !(defaults.value() instanceof Node.Dict given)) {
            return;
        }
        Map<String, Argument> arguments = new LinkedHashMap<>();
        given.entries().forEach(each -> arguments.put(each.key().text(), argument(each.value())));
        for (BindError error : entry.binder().check(arguments)) {
            Node.@Nullable Entry at = given.entry(error.parameter());
            if (at != null) {
                boolean unknown = entry.binder().parameter(error.parameter()) == null;
                add.accept(Problem.of("parameter", error.message(), unknown ? at.key().span() : at.value().span(), error.help()));
            }
        }
    }
}
