package jplay.runner.execute;

import java.util.List;
import java.util.Map;
import jplay.runner.event.TaskResult;
import jplay.runner.event.Event;
import jplay.runner.model.Keywords;
import jplay.runner.model.Role;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import org.jspecify.annotations.Nullable;

/** {@code meta} tasks. */
final class Meta {
    private final RunContext context;
    private final PlayContext play;
    private final HostsTask hostsTask;
    private final Handlers handlers;
    private final ItemsRunner runner;

    Meta(RunContext context, PlayContext play, HostsTask hostsTask, Handlers handlers, ItemsRunner runner) {
        this.context = context;
        this.play = play;
        this.hostsTask = hostsTask;
        this.handlers = handlers;
        this.runner = runner;
    }

    static String action(Task task) {
        @Nullable Node node = task.arguments().get(Task.FREE_FORM);
        return node instanceof Node.Scalar scalar ? scalar.text().strip() : "";
    }

    void run(Task task, List<HostRun> hosts) {
        String action = action(task);
        if (action.equals("flush_handlers")) {
            handlers.flush(runner, hosts, false);
            return;
        }
        List<HostRun> meant = task.attributes().all("when").isEmpty() ? hosts : meant(task, hosts);
        switch (action) {
            case "noop" -> { }
            case "refresh_inventory" -> context.hosts().refresh();
            case "clear_facts" -> meant.forEach(host -> context.variables().clearFacts(host.name));
            case "clear_host_errors" -> {
                play.batch().forEach(HostRun::forgive);
                play.flow().fatal = false;
            }
            case "end_host" -> {
                hosts.stream().filter(host -> !meant.contains(host)).forEach(host ->
                        say("end_host conditional evaluated to False, continuing execution for " + host.name));
                meant.forEach(host -> {
                    host.ended = true;
                    say("ending play for " + host.name);
                });
            }
            case "end_role" -> {
                @Nullable Role role = task.attributes().role();
                if (role == null) {
                    throw Problem.of("end-role", "meta: end_role can only stand in a role", task.span()).exception();
                }
                meant.forEach(host -> host.rolesEnded.add(role));
            }
            case "end_play" -> {
                if (!meant.isEmpty()) {
                    play.flow().ended = true;
                    say("ending play");
                }
            }
            case "end_batch" -> {
                if (!meant.isEmpty()) {
                    play.flow().batchEnded = true;
                    play.batch().forEach(host -> host.ended = true);
                }
            }
            case "reset_connection" -> context.sessions().reset(meant.stream().map(host -> host.name).toList());
            default -> throw Problem.of("unknown-meta", "there is no meta action '" + action + "'", task.span(),
                    "there are " + String.join(", ", Keywords.META)).exception();
        }
    }

    private void say(String what) {
        if (context.options().verbosity() > 1) {
            context.events().emit(new Event.Message("META: " + what));
        }
    }

    private List<HostRun> meant(Task task, List<HostRun> hosts) {
        return hosts.stream().filter(host -> context.evaluator().firstFalse(task.attributes().all("when"),
                context.variables().scope(host.name, play.play(), task.attributes(), Map.of())) == null).toList();
    }

}
