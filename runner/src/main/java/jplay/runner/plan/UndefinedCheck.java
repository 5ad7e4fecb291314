package jplay.runner.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import jplay.runner.expression.Expression;
import jplay.runner.expression.ExpressionException;
import jplay.runner.model.Play;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.Value;
import jplay.runner.vars.Vars;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/**
 * Variables that no source can define for some host. Only what is sure is told: a variable that is asked for with a
 * default, or whether it is defined, or behind a condition that other hosts meet, is none.
 */
public final class UndefinedCheck {
    private static final List<String> EVALUATED = List.of(
            "when", "until", "environment", "delegate_to", "become_user", "retries", "delay", "changed_when", "failed_when");
    private static final List<String> CONDITIONS = List.of("when", "until", "changed_when", "failed_when");
    private final Set<String> set;
    private final BiFunction<String, Task, Vars> variables;
    private final Consumer<Problem> warn;
    private final Set<String> said = new HashSet<>();
    private final Map<Lack, Places> missing = new LinkedHashMap<>();

    /**
     * @param set names that tasks give a value during the run
     * @param variables those of a host at a task, before the run
     */
    public UndefinedCheck(Set<String> set, BiFunction<String, Task, Vars> variables, Consumer<Problem> warn) {
        this.set = set;
        this.variables = variables;
        this.warn = warn;
    }

    /** A name that is not there, for which hosts, and on whose behalf it is needed. */
    private record Lack(String name, String whom, String by) {}

    /** The name that was perhaps meant, and where it was written otherwise. */
    private record Places(@Nullable String close, List<SourceSpan> all) {}

    /** A name that is needed, where, and the chain of variables that need it. */
    private record Need(String name, SourceSpan at, String by) {}

    /** Checks a play on the hosts that it would run on. */
    public void play(Play play, List<String> hosts) {
        List<Task> tasks = new ArrayList<>();
        play.sections().forEach(section -> section.forEach(item -> tasks.addAll(item.tasks())));
        tasks.addAll(play.allHandlers());
        for (Task task : tasks) {
            if (!task.tags().contains("never")) {
                task(task, hosts);
            }
        }
        missing.forEach(this::tell);
        missing.clear();
    }

    private void task(Task task, List<String> hosts) {
        List<Need> needs = needs(task);
        needs.removeIf(need -> isGiven(need.name()));
        if (needs.isEmpty()) {
            return;
        }
        Set<String> guarded = guarded(task);
        needs.removeIf(need -> guarded.contains(need.name()));
        boolean always = task.attributes().all("when").isEmpty();
        Map<String, Vars> known = new LinkedHashMap<>();
        for (Need need : needs) {
            List<String> without = new ArrayList<>();
            @Nullable Need lacks = null;
            for (String host : hosts) {
                @Nullable Need lacking = lacking(need, known.computeIfAbsent(host, h -> variables.apply(h, task)), new LinkedHashSet<>());
                if (lacking != null) {
                    lacks = lacking;
                    without.add(host);
                }
            }
            if (lacks != null && (always || without.size() == hosts.size())) {
                String whom = without.size() == hosts.size() ? "any host of this play" : String.join(", ", without);
                note(new Lack(lacks.name(), whom, lacks.by()), lacks.at(), Objects.requireNonNull(known.get(without.get(0))));
            }
        }
    }

    private void note(Lack lack, SourceSpan at, Vars vars) {
        if (said.add(lack.name() + at)) {
            missing.computeIfAbsent(lack, l -> new Places(Names.closest(l.name(), vars.names()), new ArrayList<>())).all().add(at);
        }
    }

    /** One mistake is told once, however often the name is used. */
    private void tell(Lack lack, Places found) {
        List<SourceSpan> places = found.all();
        String also = switch (places.size()) {
            case 1 -> "";
            case 2 -> " (also needed at " + places.get(1) + ")";
            case 3 -> " (also needed at " + places.get(1) + " and " + places.get(2) + ")";
            default -> " (also needed at " + places.get(1) + " and in " + (places.size() - 2) + " more places)";
        };
        warn.accept(Problem.of("undefined", "nothing defines '" + lack.name() + "' for " + lack.whom() + lack.by() + also, places.get(0),
                found.close() == null ? null : "did you mean '" + found.close() + "'?"));
    }

    private boolean isGiven(String name) {
        return set.contains(name) || name.startsWith("ansible_") || List.of("item", "vars", "hostvars").contains(name);
    }

    /** What is missing: the name itself, or one that its value needs; null where nothing is. */
    private @Nullable Need lacking(Need need, Vars vars, Set<String> way) {
        if (isGiven(need.name())) {
            return null;
        }
        @Nullable Value value = vars.get(need.name());
        if (value == null) {
            return need;
        }
        if (!(value instanceof Value.Written written) || !way.add(need.name())) {
            return null;
        }
        // A list or dict is rendered piece by piece, as it is looked at.
        if (written.node() instanceof Node.Scalar scalar) {
            List<Need> inner = new ArrayList<>();
            template(scalar, inner, ", which '" + need.name() + "' needs");
            for (Need each : inner) {
                @Nullable Need lacks = lacking(each, vars, way);
                if (lacks != null) {
                    return lacks;
                }
            }
        }
        return null;
    }

    private static List<Need> needs(Task task) {
        List<Need> needs = new ArrayList<>();
        if (!task.shortAction().equals("debug") || !task.arguments().containsKey("var")) {
            task.arguments().values().forEach(node -> templates(node, needs));
        }
        if (task.loop() != null) {
            templates(task.loop().over(), needs);
        }
        for (String keyword : EVALUATED) {
            @Nullable Node node = task.attributes().own(keyword);
            if (node != null && CONDITIONS.contains(keyword)) {
                conditions(node, needs);
            } else if (node != null) {
                templates(node, needs);
            }
        }
        return needs;
    }

    /** Names that a condition of the task asks about. */
    private static Set<String> guarded(Task task) {
        Set<String> guarded = new LinkedHashSet<>();
        for (Node node : task.attributes().all("when")) {
            for (Node each : node instanceof Node.Items items ? items.items() : List.of(node)) {
                if (each instanceof Node.Scalar scalar && scalar.text().contains("defined")) {
                    try {
                        guarded.addAll(Expression.parse(scalar.text().strip()).names());
                    } catch (ExpressionException e) {
                        // That is an error already.
                    }
                }
            }
        }
        return guarded;
    }

    private static void conditions(Node node, List<Need> into) {
        // Those behind the first may rely on it.
        Node first = node instanceof Node.Items items && !items.items().isEmpty() ? items.items().get(0) : node;
        if (first instanceof Node.Scalar scalar && scalar.value() instanceof String && !scalar.isTemplate() && !scalar.text().isBlank()) {
            try {
                Expression.parse(scalar.text().strip()).needs().forEach(name -> into.add(new Need(name, scalar.span(), "")));
            } catch (ExpressionException e) {
                // Likewise.
            }
        }
    }

    private static void templates(Node node, List<Need> into) {
        switch (node) {
            case Node.Items items -> items.items().forEach(item -> templates(item, into));
            case Node.Dict dict -> dict.entries().forEach(entry -> templates(entry.value(), into));
            case Node.Scalar scalar -> template(scalar, into, "");
        }
    }

    /** The plain tags of a text; one with sections or statements tells too little. */
    private static void template(Node.Scalar scalar, List<Need> into, String by) {
        String text = scalar.text();
        boolean plain = scalar.isTemplate() && scalar.tag().isEmpty() && !text.contains("{%") && !text.contains("{#")
                && !text.matches("(?s).*\\{\\{\\{?[#^/>!&=].*");
        for (int at = plain ? text.indexOf("{{") : -1; at >= 0; ) {
            try {
                Expression.Tag tag = Expression.parseTag(text, at + 2, "}}", true);
                tag.expression().needs().forEach(name -> into.add(new Need(name, scalar.span(), by)));
                at = text.indexOf("{{", tag.end());
            } catch (ExpressionException e) {
                return;
            }
        }
    }
}
