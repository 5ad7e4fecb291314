package jplay.runner.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jplay.runner.model.Play;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.Problems;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** Checks that the handlers are there that tasks notify. */
public final class HandlerCheck {
    private final Problems problems;

    HandlerCheck(Problems problems) {
        this.problems = problems;
    }

    /** What is said of a handler that is not there. */
    public static String missing(String name) {
        return "The requested handler '" + name + "' was not found: no handler has this name or listens to it";
    }

    /** Every handler that is notified by a plain name must be there, unless roles are included later. */
    void play(Play play) {
        Set<String> names = new LinkedHashSet<>();
        for (Task handler : play.allHandlers()) {
            names.add(handler.name());
            if (handler.roleName() != null) {
                names.add(handler.roleName() + " : " + handler.name());
            }
            scalars(handler.attributes().own("listen")).forEach(topic -> names.add(topic.text()));
        }
        List<Task> all = new ArrayList<>();
        play.sections().forEach(section -> section.forEach(item -> all.addAll(item.tasks())));
        all.addAll(play.allHandlers());
        boolean open = all.stream().anyMatch(task -> task.shortAction().equals("include_role"))
                || names.stream().anyMatch(Node.Scalar::isTemplate);
        for (Task task : open ? List.<Task>of() : all) {
            for (Node.Scalar name : scalars(task.attributes().own("notify"))) {
                if (!name.isTemplate() && name.value() != null && !names.contains(name.text())) {
                    @Nullable String close = Names.closest(name.text(), names);
                    problems.add(Problem.of("unknown-handler", missing(name.text()), name.span(), close == null ? null : "did you mean '" + close + "'?"));
                }
            }
        }
    }

    private static List<Node.Scalar> scalars(@Nullable Node node) {
        List<Node.Scalar> scalars = new ArrayList<>();
        List<Node> nodes = node == null ? List.of() : node instanceof Node.Items items ? items.items() : List.of(node);
        nodes.forEach(each -> {
            if (each instanceof Node.Scalar scalar) {
                scalars.add(scalar);
            }
        });
        return scalars;
    }
}
