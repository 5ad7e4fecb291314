package jplay.runner.plan;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import jplay.runner.model.Play;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import org.jspecify.annotations.Nullable;

/** What was written and has no effect: results that nobody reads, handlers that nobody notifies. */
public final class UnusedCheck {
    private final Map<String, Integer> words;
    private final Consumer<Problem> warn;

    /** @param texts all files that may use what a task registers */
    public UnusedCheck(Texts texts, Consumer<Problem> warn) {
        this.words = texts.words();
        this.warn = warn;
    }

    /** Checks a play. */
    public void play(Play play) {
        List<Task> tasks = new ArrayList<>();
        play.sections().forEach(section -> section.forEach(item -> tasks.addAll(item.tasks())));
        List<Task> handlers = play.allHandlers();
        tasks.forEach(this::register);
        handlers.forEach(this::register);
        notified(tasks, handlers);
    }

    private void register(Task task) {
        if (task.attributes().own("register") instanceof Node.Scalar name && !name.isTemplate()
                && words.getOrDefault(name.text(), 0) <= 0) {
            warn.accept(Problem.of("unused-register", "nothing uses '" + name.text() + "', which this task registers", name.span()));
        }
    }

    /** A handler may be notified by what is included later, or by a name that is a template. */
    private void notified(List<Task> tasks, List<Task> handlers) {
        Set<String> names = new LinkedHashSet<>();
        List<Task> all = new ArrayList<>(tasks);
        all.addAll(handlers);
        for (Task task : all) {
            if (task.shortAction().startsWith("include")) {
                return;
            }
            for (Node each : list(task.attributes().nearest("notify"))) {
                if (!(each instanceof Node.Scalar name) || name.isTemplate()) {
                    return;
                }
                names.add(name.text());
            }
        }
        for (Task handler : handlers) {
            boolean heard = names.contains(handler.name()) || names.contains(handler.roleName() + " : " + handler.name())
                    || Node.Scalar.isTemplate(handler.name())
                    || list(handler.attributes().own("listen")).stream().anyMatch(
                            topic -> topic instanceof Node.Scalar text && (text.isTemplate() || names.contains(text.text())));
            if (!heard) {
                @Nullable Node name = handler.attributes().own("name");
                boolean listens = handler.attributes().own("listen") != null;
                warn.accept(Problem.of("unused-handler", "nothing notifies the handler '" + handler.name() + "'"
                        + (listens ? ", by name or by what it listens to" : ""), name == null ? handler.span() : name.span()));
            }
        }
    }

    private static List<Node> list(@Nullable Node node) {
        return node == null ? List.of() : node instanceof Node.Items items ? items.items() : List.of(node);
    }
}
