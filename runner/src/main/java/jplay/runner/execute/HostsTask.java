package jplay.runner.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import jplay.runner.event.Event;
import jplay.runner.event.TaskResult;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.ProblemException;
import org.jspecify.annotations.Nullable;

/** One task on several hosts: as many at once as forks and throttle allow. */
final class HostsTask {
    /** Modules that act for all hosts at once. */
    private static final Set<String> FOR_ALL = Set.of("add_host", "pause");
    private final RunContext context;
    private final PlayContext play;
    private final ExecutorService threads;

    HostsTask(RunContext context, PlayContext play, ExecutorService threads) {
        this.context = context;
        this.play = play;
        this.threads = threads;
    }

    /** Runs it on the hosts and counts what came of it; the results by host, in the hosts' order. */
    Map<HostRun, TaskResult> run(Task task, List<HostRun> hosts, TaskRun.Body body) {
        context.throwIfInterrupted();
        long id = context.events().nextTask();
        List<HostRun> on = play.runsOnce(task, context) || FOR_ALL.contains(task.shortAction()) ? hosts.subList(0, Math.min(1, hosts.size())) : hosts;
        context.events().emit(new Event.TaskStarted(
                id, name(task, on), task.roleName(), action(task, on), task.handler(), task.span(),
                on.stream().map(host -> host.name).toList(), Instant.now(), speaks(task, on)));
        // The order in which hosts come to a group is theirs in the play.
        boolean inOrder = on.size() == 1 || task.shortAction().equals("group_by");
        Map<HostRun, TaskResult> results = inOrder ? oneByOne(task, id, on, body) : together(task, id, on, body);
        context.events().emit(new Event.TaskFinished(id));
        return results;
    }

    private Map<HostRun, TaskResult> oneByOne(Task task, long id, List<HostRun> on, TaskRun.Body body) {
        Map<HostRun, TaskResult> results = new LinkedHashMap<>();
        on.forEach(host -> results.put(host, one(task, id, host, body)));
        return results;
    }

    private Map<HostRun, TaskResult> together(Task task, long id, List<HostRun> on, TaskRun.Body body) {
        Semaphore slots = new Semaphore(atOnce(task, on));
        Map<HostRun, Future<TaskResult>> running = new LinkedHashMap<>();
        for (HostRun host : on) {
            running.put(host, threads.submit(() -> {
                slots.acquire();
                try {
                    return one(task, id, host, body);
                } finally {
                    slots.release();
                }
            }));
        }
        Map<HostRun, TaskResult> results = new LinkedHashMap<>();
        running.forEach((host, future) -> results.put(host, await(future)));
        return results;
    }

    private int atOnce(Task task, List<HostRun> on) {
        int limit = context.options().forks() > 0 ? context.options().forks() : Integer.MAX_VALUE;
        @Nullable Node throttle = task.attributes().nearest("throttle");
        @Nullable String text = on.isEmpty() ? null : context.evaluator().given(
                throttle, context.variables().scope(on.get(0).name, play.play(), task.attributes(), Map.of()));
        if (text != null) {
            int most = Integer.parseInt(text);
            limit = most > 0 ? Math.min(limit, most) : limit;
        }
        return Math.min(limit, on.size());
    }

    private static TaskResult await(Future<TaskResult> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new Interrupted();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException runtime) {
                throw runtime;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private TaskResult one(Task task, long id, HostRun host, TaskRun.Body body) {
        context.throwIfInterrupted();
        Instant start = Instant.now();
        TaskRun run = new TaskRun(context, play, task, id, host, body);
        TaskResult result = notified(task, host, run.run());
        TaskResult shown = shown(run, result);
        context.events().emit(new Event.HostFinished(
                id, host.name, run.delegatedTo(), shown, task.loop() != null, Duration.between(start, Instant.now())));
        host.count(result);
        return result;
    }

    private TaskResult notified(Task task, HostRun host, TaskResult result) {
        if (result instanceof TaskResult.Changed || result instanceof TaskResult.Maybe) {
            try {
                new Notifier(context, play).notify(task, host, result instanceof TaskResult.Changed);
            } catch (ProblemException e) {
                return ModuleCall.failed(Evaluator.message(e), result.values(), Verdicts.diffs(result));
            }
        }
        return result;
    }

    /** Those whose result is what they are for. */
    private boolean speaks(Task task, List<HostRun> on) {
        if (!action(task, on).equals("assert") || on.isEmpty()) {
            return action(task, on).equals("debug");
        }
        try {
            return !context.flag(task, "quiet", context.variables().scope(on.get(0).name, play.play(), task.attributes(), Map.of()));
        } catch (ProblemException e) {
            return true;
        }
    }

    private static TaskResult shown(TaskRun run, TaskResult result) {
        try {
            return run.shown(result, Map.of());
        } catch (ProblemException e) {
            return Verdicts.censored(result);
        }
    }

    /** The name with what can be rendered of it on the first host. */
    private String name(Task task, List<HostRun> on) {
        String name = task.name();
        if (!task.isNamed() && task.shortAction().equals("include_role")
                && task.arguments().getOrDefault("name", task.arguments().get("role")) instanceof Node.Scalar role) {
            return name + " : " + role.text();
        }
        return task.attributes().own("name") instanceof Node node ? rendered(name, node, task, on) : name;
    }

    private String action(Task task, List<HostRun> on) {
        return rendered(task.shortAction(), Node.Scalar.text(task.action(), task.span()), task, on);
    }

    /** As the first host has it; as it is written where that cannot be told. */
    private String rendered(String written, Node node, Task task, List<HostRun> on) {
        if (on.isEmpty() || !Evaluator.isTemplate(written)) {
            return written;
        }
        try {
            return context.evaluator().text(
                    node, context.variables().scope(on.get(0).name, play.play(), task.attributes(), Map.of()));
        } catch (ProblemException e) {
            return written;
        }
    }

    /** All hosts of a list at once, for strategies that let each host go its own way. */
    static void each(ExecutorService threads, List<HostRun> hosts, int atOnce, java.util.function.Consumer<HostRun> work) {
        Semaphore slots = new Semaphore(atOnce);
        List<Future<TaskResult>> running = new ArrayList<>();
        for (HostRun host : hosts) {
            running.add(threads.submit(() -> {
                slots.acquire();
                try {
                    work.accept(host);
                } finally {
                    slots.release();
                }
                return new TaskResult.Skipped(Map.of(), "");
            }));
        }
        running.forEach(HostsTask::await);
    }
}
