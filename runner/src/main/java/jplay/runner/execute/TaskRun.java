package jplay.runner.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import jplay.runner.event.Event;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Partial;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Unknown;
import jplay.runner.keep.OffPlan;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.ProblemException;
import jplay.tasks.Modules;
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

        /** For the items of a loop; null where each has to be run on its own. */
        default @Nullable LoopCalls together(HostRun host, Task task) {
            return null;
        }
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
            note(e, Map.of());
            result = open(e.unknown());
        } catch (OffPlan e) {
            host.refused = true;
            result = ModuleCall.failed(e.message(), Map.of(), List.of());
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

    Scope scope(Map<String, @Nullable Object> local) {
        return context.variables().scope(host.name, play.play(), task.attributes(), local);
    }

    private TaskResult loop(Task.Loop loop) {
        @Nullable List<@Nullable Object> items;
        try {
            items = new Loops(context.evaluator()).items(loop, scope(Map.of()));
        } catch (ProblemException | NotKnown e) {
            // What cannot be looped over does not matter where the condition is false without it.
            @Nullable TaskResult skipped = skippedWithoutItem();
            if (skipped != null) {
                return skipped;
            }
            throw e;
        }
        LoopControl control = LoopControl.of(task, context.evaluator(), scope(Map.of()));
        LoopRun run = new LoopRun(this, control, items);
        boolean inOrder = items.size() < 2 || control.pauseSeconds() > 0 || task.attributes().own("until") != null;
        @Nullable LoopCalls calls = inOrder ? null : body.together(host, task);
        return calls == null ? run.oneByOne() : run.together(calls);
    }

    void pause(double seconds) {
        context.pause(seconds);
    }

    /** Shows an item's result. */
    void finished(LoopControl control, @Nullable Object item, Map<String, @Nullable Object> local, TaskResult result) {
        String label = hidden(local) ? "(censored due to no_log)" : control.label(context.evaluator(), () -> scope(local), item);
        context.events().emit(new Event.ItemFinished(id, host.name, delegated(local), label, shown(result, local)));
    }

    /** Whether the conditions hold, as far as that can be told. */
    boolean wouldRun(Scope scope) {
        try {
            return condition(scope) == null;
        } catch (ProblemException | NotKnown e) {
            return false;
        }
    }

    /** What an item comes to that is not run; null where it is. */
    @Nullable Supplier<TaskResult> skipping(Scope scope) {
        try {
            @Nullable TaskResult skipped = condition(scope);
            return skipped == null ? null : () -> skipped;
        } catch (ProblemException | NotKnown e) {
            return () -> {
                throw e;
            };
        }
    }

    /** What the task's own conditions make of a result. */
    TaskResult judged(Scope scope, Map<String, @Nullable Object> local, Supplier<TaskResult> result) {
        return guarded(scope, local, () -> {
            TaskResult judged = judge(ours(result.get()), local);
            return judged instanceof TaskResult.Skipped || judged instanceof TaskResult.Maybe ? judged : settle(judged, scope);
        }, this::open);
    }

    private @Nullable TaskResult skippedWithoutItem() {
        try {
            return condition(scope(Map.of()));
        } catch (ProblemException | NotKnown e) {
            return null;
        }
    }

    private @Nullable TaskResult condition(Scope scope) {
        @Nullable String unmet;
        try {
            unmet = context.evaluator().firstFalse(task.attributes().all("when"), scope);
        } catch (NotKnown e) {
            throw e.inCondition();
        }
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

    TaskResult once(Map<String, @Nullable Object> local) {
        Scope scope = scope(local);
        @Nullable Supplier<TaskResult> skipped = skipping(scope);
        return skipped != null ? passed(scope, local, skipped) : guarded(scope, local, () -> attempts(scope, local), this::open);
    }

    /** What comes of conditions that do not hold, or cannot be told. */
    TaskResult passed(Scope scope, Map<String, @Nullable Object> local, Supplier<TaskResult> skipped) {
        return guarded(scope, local, skipped, this::maybe);
    }

    /** What an error makes of the task. */
    private TaskResult guarded(
            Scope scope, Map<String, @Nullable Object> local, Supplier<TaskResult> result, Function<Unknown, TaskResult> open) {
        try {
            return result.get();
        } catch (ProblemException e) {
            return settle(ModuleCall.failed(Evaluator.message(e), Map.of(), List.of()), scope);
        } catch (NotKnown e) {
            note(e, local);
            return open.apply(e.unknown());
        } catch (Stopped e) {
            return e.unreachable ? unreachable(e, scope) : settle(ModuleCall.failed(e.message(), Map.of(), List.of()), scope);
        }
    }

    /** Has it noted that it is not known what this comes to, unless it is known what will be done. */
    private void note(NotKnown e, Map<String, @Nullable Object> local) {
        if (!e.isOfResult()) {
            @Nullable String on = delegated(Map.of());
            new Vetting(context, play, task, host, on == null ? host.name : on, scope(local), local, false, false).open(e.unknown().reason());
        }
    }

    /**
     * In check mode, what will run but not with what: a module that only looks and a task that says it changes nothing
     * are ok. What it registers is unknown, and so is what depends on that.
     */
    private TaskResult open(Unknown unknown) {
        Modules.@Nullable Entry entry = context.modules().find(task.action());
        boolean harmless = entry != null && !entry.doc().changes()
                || task.attributes().own("changed_when") instanceof Node.Scalar s && Boolean.FALSE.equals(s.value());
        return harmless
                ? new TaskResult.Ok(new Partial(Map.of("changed", false, "failed", false), here()), List.of())
                : maybe(unknown);
    }

    /** In check mode, what may run or may not, or may change something or not. */
    private TaskResult maybe(Unknown unknown) {
        return new TaskResult.Maybe(
                new Partial(Map.of(), here()), "depends on a result not known yet (" + unknown.reason() + ")");
    }

    /** What of a result is not known is so because of this task. */
    private TaskResult ours(TaskResult result) {
        if (!(result.values() instanceof Partial known)) {
            return result;
        }
        Partial values = new Partial(known, here());
        return switch (result) {
            case TaskResult.Ok r -> new TaskResult.Ok(values, r.diffs());
            case TaskResult.Changed r -> new TaskResult.Changed(values, r.diffs());
            default -> result;
        };
    }

    /** What those who use this task's result are told. */
    private Unknown here() {
        return new Unknown("registered at " + task.span().file() + ":" + task.span().line());
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
            TaskResult made = ours(body.run(host, task, scope, local));
            if (until != null && !isForetold(made) && !(made instanceof TaskResult.Skipped || made instanceof TaskResult.Maybe)) {
                // What the task says of changes and failures may ask for it.
                made.values().put("attempts", (long) attempt);
            }
            TaskResult result = judge(made, local);
            if (result instanceof TaskResult.Skipped || result instanceof TaskResult.Maybe) {
                return result;
            }
            if (until == null) {
                return settle(result, scope);
            }
            if (holds(until, result, local, true)) {
                return settle(result, scope);
            }
            if (attempt > retries) {
                // Ansible counts the retries here, not the attempts.
                result.values().put("attempts", (long) Math.max(1, retries));
                // What failed_when says counts for more than that it was tried in vain.
                boolean decided = result instanceof TaskResult.Failed || task.attributes().own("failed_when") != null;
                result.values().put("failed", true);
                return settle(decided ? result : exhausted(result, attempt), scope);
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
        if (result instanceof TaskResult.Skipped) {
            result.values().putIfAbsent("changed", false);
            result.values().putIfAbsent("skipped", true);
            return result;
        }
        if (result instanceof TaskResult.Unreachable || result instanceof TaskResult.Maybe) {
            return result;
        }
        if (!isForetold(result)) {
            result.values().putIfAbsent("failed", false);
        }
        @Nullable Node changedWhen = task.attributes().own("changed_when");
        if (changedWhen != null) {
            try {
                boolean changed = context.evaluator().firstFalse(List.of(changedWhen), withResult(result, local)) == null;
                result = Verdicts.changed(result, changed);
            } catch (ProblemException e) {
                // What the module did stays done, and on record.
                return ModuleCall.failed(Evaluator.message(e), result.values(), Verdicts.diffs(result));
            }
        }
        @Nullable Node failedWhen = task.attributes().own("failed_when");
        if (failedWhen != null) {
            result = Verdicts.failed(result, holds(failedWhen, result, local, false));
        }
        return result;
    }

    /** Whether a condition on the result holds; check mode takes for granted that what it has not run goes well. */
    private boolean holds(Node condition, TaskResult result, Map<String, @Nullable Object> local, boolean ifUnknown) {
        try {
            return context.evaluator().firstFalse(List.of(condition), withResult(result, local)) == null;
        } catch (NotKnown e) {
            return ifUnknown;
        }
    }

    /** Whether check mode did not run it. */
    private static boolean isForetold(TaskResult result) {
        return result.values() instanceof Partial;
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
        if (!isForetold(result) || result instanceof TaskResult.Failed) {
            return result;
        }
        // Whoever ignores errors expects some.
        if (flag("ignore_errors", scope)) {
            result.values().remove("failed");
        }
        return result;
    }

    private boolean flag(String keyword, Scope scope) {
        @Nullable Node node = task.attributes().nearest(keyword);
        return node != null && context.evaluator().flag(node, scope);
    }

    private double number(String keyword, double otherwise, Scope scope) {
        @Nullable Node node = task.attributes().nearest(keyword);
        @Nullable String text = context.evaluator().given(node, scope);
        if (node == null || text == null) {
            return otherwise;
        }
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
                    each.name, name.text(), result.values()));
        }
    }

    /** As it may be shown: censored where the task says {@code no_log}. */
    TaskResult shown(TaskResult result, Map<String, @Nullable Object> local) {
        return hidden(local) ? Verdicts.censored(result) : DiffValues.untold(result);
    }

    private boolean hidden(Map<String, @Nullable Object> local) {
        @Nullable Node noLog = task.attributes().nearest("no_log");
        return noLog == null ? context.options().defaults().noLog() : context.evaluator().flag(noLog, scope(local));
    }

    private @Nullable String delegated(Map<String, @Nullable Object> local) {
        @Nullable Node node = task.attributes().nearest("delegate_to");
        if (node == null) {
            return null;
        }
        try {
            @Nullable String on = context.evaluator().given(node, scope(local));
            return host.name.equals(on) ? null : on;
        } catch (ProblemException e) {
            return null;
        }
    }

    /** The host it is delegated to, for events, where that is known without a loop's item. */
    @Nullable String delegatedTo() {
        return task.loop() == null ? delegated(Map.of()) : null;
    }
}
