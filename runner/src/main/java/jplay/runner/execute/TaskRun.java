package jplay.runner.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.event.Event;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Unknown;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.ProblemException;
import org.jspecify.annotations.Nullable;

/** One task on one host: its loop, its conditions, its attempts, and what becomes of its result. */
final class TaskRun {
    private final RunContext context;
    private final PlayContext play;
    private final Task task;
    private final long id;
    private final HostRun host;
    private final Body body;

    /** What the task does, once its conditions hold. */
    interface Body {
        /**
         * @param scope the variables, with the loop's item
         * @param local the loop's item and the like
         */
        TaskResult run(HostRun host, Task task, Scope scope, Map<String, @Nullable Object> local);
    }

    TaskRun(RunContext context, PlayContext play, Task task, long id, HostRun host, Body body) {
        this.context = context;
        this.play = play;
        this.task = task;
        this.id = id;
        this.host = host;
        this.body = body;
    }

    /** Runs it to its result on this host; never throws but for an interrupt. */
    TaskResult run() {
        TaskResult result;
        try {
            result = task.loop() == null ? once(Map.of()) : loop(task.loop());
        } catch (ProblemException e) {
            result = settle(ModuleCall.failed(Evaluator.message(e), Map.of(), List.of()), scope(Map.of()));
        } catch (NotKnown e) {
            result = maybe(e.unknown());
        } catch (Interrupted e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            result = unexpected(e);
        }
        register(result);
        return result;
    }

    /** A mistake of jplay's own is this host's failure, not the end of the run. */
    private static TaskResult unexpected(Throwable mistake) {
        java.io.StringWriter trace = new java.io.StringWriter();
        mistake.printStackTrace(new java.io.PrintWriter(trace, true));
        return ModuleCall.failed("unexpected error: " + mistake.toString().lines().findFirst().orElse("")
                + " (a bug in jplay; please report it with what -vvv shows)", Map.of("exception", trace.toString()), List.of());
    }

    private Scope scope(Map<String, @Nullable Object> local) {
        return context.variables().scope(host.name, play.play(), task.attributes(), local);
    }

    private TaskResult loop(Task.Loop loop) {
        @Nullable List<@Nullable Object> items;
        try {
            items = new Loops(context.evaluator()).items(loop, scope(Map.of()));
        } catch (ProblemException e) {
            // What cannot be looped over does not matter where the condition is false without it.
            @Nullable TaskResult skipped = skippedWithoutItem();
            if (skipped != null) {
                return skipped;
            }
            throw e;
        }
        LoopControl control = LoopControl.of(task, context.evaluator(), scope(Map.of()));
        List<TaskResult> results = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (i > 0 && control.pauseSeconds() > 0) {
                context.pause(control.pauseSeconds());
            }
            Map<String, @Nullable Object> local = control.variables(items, i);
            TaskResult result = once(local);
            result.values().putAll(control.resultValues(items, i));
            results.add(result);
            String label = hidden(local) ? "(censored due to no_log)" : control.label(context.evaluator(), () -> scope(local), items.get(i));
            context.events().emit(new Event.ItemFinished(id, host.name, delegated(local), label, shown(result, local)));
            if (result instanceof TaskResult.Unreachable) {
                break;
            }
        }
        return LoopControl.sum(results);
    }

    private @Nullable TaskResult skippedWithoutItem() {
        try {
            return condition(scope(Map.of()));
        } catch (ProblemException e) {
            return null;
        }
    }

    private @Nullable TaskResult condition(Scope scope) {
        @Nullable String unmet = context.evaluator().firstFalse(task.attributes().all("when"), scope);
        if (unmet == null) {
            return null;
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("changed", false);
        values.put("skipped", true);
        values.put("skip_reason", "Conditional result was False");
        values.put("false_condition", unmet);
        return new TaskResult.Skipped(values, "'" + unmet + "' is false");
    }

    private TaskResult once(Map<String, @Nullable Object> local) {
        Scope scope = scope(local);
        try {
            @Nullable TaskResult skipped = condition(scope);
            return skipped != null ? skipped : attempts(scope, local);
        } catch (ProblemException e) {
            return settle(ModuleCall.failed(Evaluator.message(e), Map.of(), List.of()), scope);
        } catch (NotKnown e) {
            return maybe(e.unknown());
        } catch (Stopped e) {
            return e.unreachable ? unreachable(e, scope) : settle(ModuleCall.failed(e.message(), Map.of(), List.of()), scope);
        }
    }

    /**
     * In check mode, what nobody can know before a real run: a command that says it changes nothing is ok, all else is
     * left out. What it registers is unknown, and so is what depends on that.
     */
    private TaskResult maybe(Unknown unknown) {
        Unknown here = new Unknown(unknown.reason() + ", registered at " + task.span());
        Map<String, @Nullable Object> values = new UnknownResult(here);
        values.put("changed", false);
        boolean harmless = task.attributes().own("changed_when") instanceof Node.Scalar s && Boolean.FALSE.equals(s.value());
        return harmless
                ? new TaskResult.Ok(values, List.of())
                : new TaskResult.Skipped(values, "depends on a result not known yet (" + unknown.reason() + ")");
    }

    private TaskResult unreachable(Stopped e, Scope scope) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("changed", false);
        values.put("unreachable", true);
        values.put("msg", e.message());
        return new TaskResult.Unreachable(values, e.message(), flag("ignore_unreachable", scope));
    }

    private TaskResult attempts(Scope scope, Map<String, @Nullable Object> local) {
        @Nullable Node until = task.attributes().own("until");
        int retries = until == null ? 0 : (int) number("retries", 3, scope);
        double delay = number("delay", 5, scope);
        for (int attempt = 1; ; attempt++) {
            TaskResult result = judge(body.run(host, task, scope, local), local);
            if (until == null || result instanceof TaskResult.Skipped) {
                return result instanceof TaskResult.Skipped ? result : settle(result, scope);
            }
            result.values().put("attempts", (long) attempt);
            if (context.evaluator().firstFalse(List.of(until), withResult(result, local)) == null) {
                return settle(result, scope);
            }
            if (attempt > retries) {
                // Ansible counts the retries here, not the attempts.
                result.values().put("attempts", (long) retries);
                TaskResult.Failed failed = result instanceof TaskResult.Failed f ? f : exhausted(result, attempt);
                return settle(failed, scope);
            }
            context.events().emit(new Event.Retrying(id, host.name, retries - attempt + 1, shown(result, local)));
            context.pause(delay);
        }
    }

    private static TaskResult.Failed exhausted(TaskResult result, int attempts) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(result.values());
        values.put("failed", true);
        String message = "'until' was still false after " + attempts + " attempts";
        values.putIfAbsent("msg", message);
        return new TaskResult.Failed(values, message, false, List.of());
    }

    /** Applies {@code changed_when} and {@code failed_when}. */
    private TaskResult judge(TaskResult result, Map<String, @Nullable Object> local) {
        if (result instanceof TaskResult.Skipped || result instanceof TaskResult.Unreachable) {
            return result;
        }
        result.values().putIfAbsent("failed", false);
        Scope with = withResult(result, local);
        @Nullable Node changedWhen = task.attributes().own("changed_when");
        if (changedWhen != null) {
            try {
                boolean changed = context.evaluator().firstFalse(List.of(changedWhen), with) == null;
                result = Verdicts.changed(result, changed);
            } catch (ProblemException e) {
                // What the module did stays done, and on record.
                return ModuleCall.failed(Evaluator.message(e), result.values(), Verdicts.diffs(result));
            }
        }
        @Nullable Node failedWhen = task.attributes().own("failed_when");
        if (failedWhen != null) {
            boolean failed = context.evaluator().firstFalse(List.of(failedWhen), withResult(result, local)) == null;
            result = Verdicts.failed(result, failed);
        }
        return result;
    }

    private Scope withResult(TaskResult result, Map<String, @Nullable Object> local) {
        @Nullable Node register = task.attributes().own("register");
        if (!(register instanceof Node.Scalar name)) {
            return scope(local);
        }
        Map<String, @Nullable Object> more = new LinkedHashMap<>(local);
        more.put(name.text(), result.values());
        return scope(more);
    }

    private TaskResult settle(TaskResult result, Scope scope) {
        if (result instanceof TaskResult.Failed failed && flag("ignore_errors", scope)) {
            return new TaskResult.Failed(failed.values(), failed.message(), true, failed.diffs());
        }
        return result;
    }

    private boolean flag(String keyword, Scope scope) {
        @Nullable Node node = task.attributes().nearest(keyword);
        return node != null && context.evaluator().flag(node, scope);
    }

    private double number(String keyword, double otherwise, Scope scope) {
        @Nullable Node node = task.attributes().nearest(keyword);
        if (node == null) {
            return otherwise;
        }
        String text = context.evaluator().text(node, scope);
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw jplay.runner.source.Problem.of("not-a-number", "'" + keyword + "' must be a number, not '" + text + "'", node.span()).exception();
        }
    }

    private void register(TaskResult result) {
        if (task.attributes().own("register") instanceof Node.Scalar name) {
            List<HostRun> all = play.runsOnce(task, context) ? play.batch() : List.of(host);
            all.forEach(each -> context.variables().set(
                    each.name, name.text(), result.values() instanceof UnknownResult u ? u.unknown() : result.values()));
        }
    }

    /** As it may be shown: censored where the task says {@code no_log}. */
    TaskResult shown(TaskResult result, Map<String, @Nullable Object> local) {
        return hidden(local) ? Verdicts.censored(result) : result;
    }

    private boolean hidden(Map<String, @Nullable Object> local) {
        @Nullable Node noLog = task.attributes().nearest("no_log");
        return noLog != null && context.evaluator().flag(noLog, scope(local));
    }

    private @Nullable String delegated(Map<String, @Nullable Object> local) {
        @Nullable Node node = task.attributes().nearest("delegate_to");
        if (node == null) {
            return null;
        }
        try {
            return context.evaluator().text(node, scope(local));
        } catch (ProblemException e) {
            return null;
        }
    }

    /** The host it is delegated to, for events, where that is known without a loop's item. */
    @Nullable String delegatedTo() {
        return task.loop() == null ? delegated(Map.of()) : null;
    }
}
