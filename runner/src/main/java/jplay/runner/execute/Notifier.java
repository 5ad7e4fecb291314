package jplay.runner.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jplay.runner.event.Event;
import jplay.runner.expression.Scope;
import jplay.runner.model.Task;
import jplay.runner.plan.HandlerCheck;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import org.jspecify.annotations.Nullable;

/** Finds the handlers that a task notifies. */
final class Notifier {
    private final RunContext context;
    private final PlayContext play;

    Notifier(RunContext context, PlayContext play) {
        this.context = context;
        this.play = play;
    }

    /** @param sure whether the task has changed something, or only may have */
    void notify(Task task, HostRun host, boolean sure) {
        @Nullable Node notify = task.attributes().nearest("notify");
        if (notify == null) {
            return;
        }
        Scope scope = context.variables().scope(host.name, play.play(), task.attributes(), Map.of());
        List<Node> names = notify instanceof Node.Items items ? items.items() : List.of(notify);
        for (Node node : names) {
            @Nullable String name = node.value() == null ? null : context.evaluator().given(node, scope);
            if (name == null) {
                continue;
            }
            List<Task> handlers = find(name, host);
            if (handlers.isEmpty()) {
                missing(name, node);
            }
            synchronized (host.notified) {
                if (host.free > 0) {
                    host.freeHandlers.addAll(handlers);
                }
                (sure ? host.notified : host.maybeNotified).addAll(handlers);
            }
        }
    }

    private void missing(String name, Node node) {
        Problem problem = Problem.of("unknown-handler", HandlerCheck.missing(name), node.span());
        if (context.options().defaults().missingHandlers()) {
            throw problem.exception();
        }
        context.events().emit(new Event.Warning(problem));
    }

    /** The handlers that listen to this, and the one of this name: the first of the play's, or of the last role's. */
    List<Task> find(String name, HostRun host) {
        List<Task> listening = new ArrayList<>();
        @Nullable Task named = null;
        for (Task handler : play.handlers()) {
            if (listens(handler, name, host)) {
                listening.add(handler);
            }
            String own = name(handler, host);
            boolean another = named == null || !Objects.equals(named.attributes().role(), handler.attributes().role());
            if (another && (own.equals(name) || name.equals(handler.roleName() + " : " + own))) {
                named = handler;
            }
        }
        if (named != null && !listening.contains(named)) {
            listening.add(named);
        }
        return listening;
    }

    private boolean listens(Task handler, String topic, HostRun host) {
        @Nullable Node listen = handler.attributes().own("listen");
        if (listen == null) {
            return false;
        }
        List<Node> topics = listen instanceof Node.Items items ? items.items() : List.of(listen);
        return topics.stream().anyMatch(each -> rendered(each, handler, host).equals(topic));
    }

    private String name(Task handler, HostRun host) {
        @Nullable Node node = handler.attributes().own("name");
        return node == null ? "" : rendered(node, handler, host);
    }

    private String rendered(Node node, Task handler, HostRun host) {
        if (node instanceof Node.Scalar scalar && !Evaluator.isTemplate(scalar.text())) {
            return scalar.text();
        }
        try {
            return context.evaluator().text(
                    node, context.variables().scope(host.name, play.play(), handler.attributes(), Map.of()));
        } catch (ProblemException e) {
            return node instanceof Node.Scalar scalar ? scalar.text() : "";
        }
    }
}
