package jplay.runner.plan;

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
import jplay.tasks.Modules;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** Checks tasks as far as they are known before a run: parameters, syntax of expressions, names of handlers. */
public final class StaticCheck {
    private static final List<String> CONDITIONS = List.of("when", "changed_when", "failed_when", "until");

    private final Syntax syntax;
    private final Problems problems;
    private final ArgumentCheck arguments;
    private final KeywordCheck values;
    /** Whether all this is included during a run, where what is not reached does not matter. */
    private boolean dynamic;
    /** Whether what is being checked may never be reached. */
    private boolean maybe;
    private boolean handlers = true;
    /** How many blocks around what is being checked have a rescue. */
    private int rescues;
    /** Whether the playbook says what happens when what is being checked fails. */
    private boolean provided;

    public StaticCheck(Modules modules, Syntax syntax, Problems problems) {
        this.syntax = syntax;
        this.problems = problems;
        this.arguments = new ArgumentCheck(modules, this::templates, this::add, this::library);
        this.values = new KeywordCheck(this::add);
    }

    /** Leaves it to the run which handlers are there. */
    public void trustHandlers() {
        handlers = false;
    }

    /** Checks all of a play. */
    public void play(Play play) {
        word(play, "strategy", List.of("linear", "free", "host_pinned", "debug"));
        word(play, "order", List.of("inventory", "sorted", "reverse_sorted", "reverse_inventory", "shuffle"));
        keywords(play.attributes());
        play.sections().forEach(this::items);
        play.allHandlers().forEach(this::task);
        if (handlers) {
            new HandlerCheck(problems).play(play);
        }
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
                    rescues += block.rescue().isEmpty() ? 0 : 1;
                    items(block.block());
                    rescues -= block.rescue().isEmpty() ? 0 : 1;
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
        provided = rescues > 0 || failureIsProvidedFor(task.attributes());
        check(task);
        provided = false;
    }

    /** Whether a task that fails is meant to: then what is wrong with it is told when it is reached, as its failure. */
    private static boolean failureIsProvidedFor(Attributes attributes) {
        return attributes.own("failed_when") != null
                || attributes.nearest("ignore_errors") instanceof Node.Scalar ignored
                        && (ignored.isTemplate() || KeywordCheck.isTrue(ignored.text()));
    }

    private void check(Task task) {
        arguments.task(task);
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
                dict.entries().forEach(arguments::moduleDefaults);
            }
        });
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
        if (problem != null && (maybe && AnsibleNames.isMissing(problem.message()) || provided && !AnsibleNames.isUnknown(problem.message()))) {
            problems.warn(problem);
        } else if (problem != null) {
            problems.add(problem);
        }
    }

    /** An executable of the playbook's that cannot be run; behind a condition it may never be reached. */
    private void library(Task task, Problem problem) {
        if (task.attributes().all("when").isEmpty()) {
            problems.add(problem);
        } else {
            problems.warn(problem);
        }
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
