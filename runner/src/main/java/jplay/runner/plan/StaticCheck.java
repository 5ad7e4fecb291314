package jplay.runner.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.expression.Lookups;
import jplay.runner.expression.Unfound;
import jplay.runner.known.AnsibleNames;
import jplay.runner.model.Attributes;
import jplay.runner.model.Block;
import jplay.runner.model.Item;
import jplay.runner.model.Keywords;
import jplay.runner.model.Play;
import jplay.runner.model.Role;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.Problems;
import jplay.runner.source.SourceSpan;
import jplay.tasks.Modules;
import jplay.tasks.bind.Argument;
import jplay.tasks.bind.BindError;
import jplay.tasks.bind.Parameter;
import jplay.tasks.contract.Names;
import jplay.tasks.library.LibraryModule;
import org.jspecify.annotations.Nullable;

/** Checks tasks as far as they are known before a run: parameters, syntax of expressions, names of handlers. */
public final class StaticCheck {
    private static final List<String> CONDITIONS = List.of("when", "changed_when", "failed_when", "until");

    private final Modules modules;
    private final Syntax syntax;
    private final Problems problems;
    private final KeywordCheck values;
    /** Whether all this is included during a run, where what is not reached does not matter. */
    private boolean dynamic;
    /** Whether what is being checked may never be reached. */
    private boolean maybe;
    /** How many blocks around this have a rescue. */
    private int rescued;

    public StaticCheck(Modules modules, Syntax syntax, Problems problems) {
        this.modules = modules;
        this.syntax = syntax;
        this.problems = problems;
        this.values = new KeywordCheck(problems);
    }

    /** Checks all of a play. */
    public void play(Play play) {
        word(play, "strategy", List.of("linear", "free", "host_pinned", "debug"));
        word(play, "order", List.of("inventory", "sorted", "reverse_sorted", "reverse_inventory", "shuffle"));
        keywords(play.attributes());
        play.sections().forEach(this::items);
        play.allHandlers().forEach(this::task);
        new HandlerCheck(problems).play(play);
        play.allRoles().forEach(this::role);
    }

    private void role(Role role) {
        // A variable is rendered where it is used, if it is.
        maybe = true;
        for (@Nullable Node variables : new @Nullable Node[] {role.defaults(), role.vars(), role.params()}) {
            if (variables != null) {
                templates(variables);
            }
        }
    }

    private void word(Play play, String keyword, List<String> known) {
        if (play.attributes().own(keyword) instanceof Node.Scalar scalar && !scalar.isTemplate()) {
            String word = scalar.text().substring(scalar.text().lastIndexOf('.') + 1);
            if (!known.contains(word)) {
                @Nullable String close = Names.closest(word, known);
                problems.add(Problem.of("unknown-" + keyword, "there is no " + keyword + " '" + word + "'", scalar.span(),
                        close != null ? "did you mean '" + close + "'?" : "there are " + String.join(", ", known)));
            }
        }
    }

    /** Warns of tags that nothing has; what is included later is not known. */
    public void tags(List<Play> plays, List<String> asked) {
        Set<String> known = new LinkedHashSet<>(Set.of("all", "tagged", "untagged", "always", "never"));
        for (Play play : plays) {
            for (List<Item> section : play.sections()) {
                for (Item item : section) {
                    for (Task task : item.tasks()) {
                        if (task.shortAction().startsWith("include_") || task.tags().stream().anyMatch(Node.Scalar::isTemplate)) {
                            return;
                        }
                        known.addAll(task.tags());
                    }
                }
            }
        }
        for (String tag : asked) {
            if (!known.contains(tag)) {
                @Nullable String close = Names.closest(tag, known);
                problems.warn(Problem.of("unknown-tag", "no task has the tag '" + tag + "'", null,
                        close == null ? null : "did you mean '" + close + "'?"));
            }
        }
    }

    /** Checks a list of tasks. */
    public void items(List<Item> items) {
        for (Item item : items) {
            switch (item) {
                case Task task -> task(task);
                case Block block -> {
                    keywords(block.attributes());
                    int rescues = block.rescue().isEmpty() ? 0 : 1;
                    rescued += rescues;
                    items(block.block());
                    rescued -= rescues;
                    items(block.rescue());
                    items(block.always());
                }
            }
        }
    }

    /** Checks what is included during a run; a name that Ansible alone has is warned of. */
    public void included(List<Item> items) {
        dynamic = true;
        items(items);
    }

    private void task(Task task) {
        reached(task.attributes());
        arguments(task);
        if (task.loop() != null) {
            templates(task.loop().over());
            loop(task.loop());
        }
        keywords(task.attributes());
        if (task.shortAction().equals("meta")) {
            meta(task);
        }
    }

    private void reached(@Nullable Attributes at) {
        maybe = dynamic || at != null && !at.all("when").isEmpty();
    }

    private void loop(Task.Loop loop) {
        if (!loop.kind().equals("loop") && !Lookups.exists(loop.kind())) {
            add(Problem.of("loop", "with_" + loop.kind() + ": " + Unfound.lookup(loop.kind()).message(), loop.over().span()));
        }
    }

    private void keywords(Attributes attributes) {
        Map<String, Node> keywords = attributes.keywords();
        values.keywords(keywords);
        keywords.forEach((keyword, node) -> {
            reached(keyword.equals("when") ? attributes.parent() : attributes);
            if (CONDITIONS.contains(keyword)) {
                conditions(node);
            } else {
                templates(node);
            }
            if (keyword.equals("module_defaults") && node instanceof Node.Dict dict) {
                dict.entries().forEach(this::moduleDefaults);
            }
        });
    }

    /** Of defaults, a few may be given; those there are must be parameters of the module. */
    private void moduleDefaults(Node.Entry defaults) {
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
                problems.add(Problem.of("parameter", error.message(), unknown ? at.key().span() : at.value().span(), error.help()));
            }
        }
    }

    private void meta(Task task) {
        if (task.arguments().get(Task.FREE_FORM) instanceof Node.Scalar action && !action.isTemplate()
                && !Keywords.META.contains(action.text().strip())) {
            @Nullable String close = Names.closest(action.text().strip(), Keywords.META);
            problems.add(Problem.of("unknown-meta", "there is no meta action '" + action.text() + "'", action.span(),
                    close != null ? "did you mean '" + close + "'?" : "there are " + String.join(", ", Keywords.META)));
        }
    }

    private void conditions(Node node) {
        switch (node) {
            case Node.Items items -> items.items().forEach(this::conditions);
            case Node.Scalar scalar when scalar.value() instanceof String && !scalar.text().isBlank() -> {
                if (scalar.isTemplate()) {
                    add(syntax.template(scalar));
                } else {
                    add(syntax.condition(scalar));
                }
            }
            default -> {
                // A boolean.
            }
        }
    }

    private void templates(Node node) {
        switch (node) {
            case Node.Items items -> items.items().forEach(this::templates);
            case Node.Dict dict -> dict.entries().forEach(entry -> templates(entry.value()));
            case Node.Scalar scalar when scalar.tag().equals("!vault") -> add(syntax.secret(scalar));
            case Node.Scalar scalar when scalar.isTemplate() -> add(syntax.template(scalar));
            case Node.Scalar scalar -> { }
        }
    }

    private void add(@Nullable Problem problem) {
        if (problem != null && maybe && AnsibleNames.isMissing(problem.message())) {
            problems.warn(problem);
        } else if (problem != null) {
            problems.add(problem);
        }
    }

    private void arguments(Task task) {
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
            Problem problem = Problem.of("library", users.refusal(), task.span());
            // Behind a condition it may never be reached.
            if (task.attributes().all("when").isEmpty()) {
                problems.add(problem);
            } else {
                problems.warn(problem);
            }
            return;
        }
        Map<String, Argument> arguments = new LinkedHashMap<>();
        task.arguments().forEach((name, node) -> {
            String target = name.equals(Task.FREE_FORM) ? freeForm(entry) : name;
            @Nullable Parameter parameter = entry.binder().parameter(target);
            boolean raw = parameter != null && parameter.doc().raw();
            if (!raw) {
                templates(node);
            }
            arguments.put(target, raw ? Argument.text("") : argument(node));
        });
        if (arguments.containsKey(Task.FREE_FORM)) {
            Node written = java.util.Objects.requireNonNull(task.arguments().get(Task.FREE_FORM));
            String text = written instanceof Node.Scalar scalar ? scalar.text() : "a list";
            mistake(task, Problem.of("free-form", entry.doc().name() + " takes parameters alone, not '" + text + "'", written.span(),
                    "write them as a dict, one a line, or as key=value"));
            return;
        }
        boolean defaults = !task.attributes().all("module_defaults").isEmpty();
        for (BindError error : entry.binder().check(arguments)) {
            if (!(defaults && error.parameter().isEmpty())) {
                mistake(task, Problem.of("parameter", error.message(), span(task, entry, error), error.help()));
            }
        }
    }

    /** Where a failure is provided for, a mistake may be what is being tried; the task fails of it when it is reached. */
    private void mistake(Task task, Problem problem) {
        boolean ignored = task.attributes().nearest("ignore_errors") instanceof Node.Scalar flag && Boolean.TRUE.equals(flag.value());
        if (ignored || rescued > 0 || task.attributes().own("failed_when") != null) {
            problems.warn(problem);
        } else {
            problems.add(problem);
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
                problems.add(Problem.of("parameter", "'" + name + "' is no parameter of " + task.shortAction(),
                        task.keys().getOrDefault(name, node.span()),
                        close == null ? null : "did you mean '" + close + "'?"));
            }
            templates(node);
        });
    }

    private static String freeForm(Modules.Entry entry) {
        return entry.binder().parameters().stream()
                .filter(parameter -> parameter.doc().freeForm())
                .map(Parameter::name).findFirst().orElse(Task.FREE_FORM);
    }

    private static Argument argument(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.isTemplate() || !scalar.tag().isEmpty() -> new Argument.Later(scalar.text());
            case Node.Scalar scalar -> new Argument.Text(scalar.text(), scalar.value());
            case Node.Items items -> items.items().stream().anyMatch(StaticCheck::later)
                    ? new Argument.Later("")
                    : Argument.of(new ArrayList<Object>(items.items().stream().map(StaticCheck::argument).toList()));
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
            case Node.Items items -> items.items().stream().anyMatch(StaticCheck::later);
            case Node.Dict dict -> dict.entries().stream().anyMatch(entry -> later(entry.value()));
        };
    }

    /** Whether expressions and templates can be read. */
    public interface Syntax {
        /** What is wrong with a bare expression, or null. */
        @Nullable Problem condition(Node.Scalar scalar);

        /** What is wrong with a text that holds templates, or null. */
        @Nullable Problem template(Node.Scalar scalar);

        /** Why an encrypted value cannot be opened, or null. */
        @Nullable Problem secret(Node.Scalar scalar);
    }
}
