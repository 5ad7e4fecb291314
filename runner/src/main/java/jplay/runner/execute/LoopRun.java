package jplay.runner.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Scope;
import org.jspecify.annotations.Nullable;

/** A loop of one task on one host: its items in order, their results in order. */
final class LoopRun {
    /** So many items at a time are looked at before the first of them is done. */
    private static final int WINDOW = 200;

    private final TaskRun run;
    private final LoopControl control;
    private final List<@Nullable Object> items;
    private final List<TaskResult> results = new ArrayList<>();
    private boolean lost;

    LoopRun(TaskRun run, LoopControl control, List<@Nullable Object> items) {
        this.run = run;
        this.control = control;
        this.items = items;
    }

    TaskResult oneByOne() {
        for (int i = 0; i < items.size() && !lost; i++) {
            if (i > 0 && control.pauseSeconds() > 0) {
                run.pause(control.pauseSeconds());
            }
            Map<String, @Nullable Object> local = control.variables(items, i);
            finish(i, local, run.once(local));
        }
        return LoopControl.sum(results);
    }

    TaskResult together(LoopCalls calls) {
        for (int from = 0; from < items.size() && !lost; from += WINDOW) {
            window(calls, from, Math.min(items.size(), from + WINDOW));
        }
        return LoopControl.sum(results);
    }

    private void window(LoopCalls calls, int from, int to) {
        List<LoopCalls.Turn> turns = new ArrayList<>();
        for (int i = from; i < to; i++) {
            Map<String, @Nullable Object> local = control.variables(items, i);
            Scope scope = run.scope(local);
            LoopCalls.Turn turn = new LoopCalls.Turn(i, scope, local);
            if (run.wouldRun(scope)) {
                turns.add(turn);
            }
        }
        try {
            calls.ahead(turns);
        } catch (Stopped e) {
            // The first item says so.
            turns.clear();
        }
        for (int i = from; i < to && !lost; i++) {
            item(calls, i);
        }
        calls.flush();
    }

    private void item(LoopCalls calls, int index) {
        Map<String, @Nullable Object> local = control.variables(items, index);
        Scope scope = run.scope(local);
        @Nullable Supplier<TaskResult> skipped = calls.holds(index) ? null : run.skipping(scope);
        if (skipped != null) {
            calls.pass(skipped, result -> finish(index, local, run.passed(scope, local, result)));
        } else {
            calls.run(new LoopCalls.Turn(index, scope, local), result -> finish(index, local, run.judged(scope, local, result)));
        }
    }

    private void finish(int index, Map<String, @Nullable Object> local, TaskResult result) {
        if (lost) {
            return;
        }
        result.values().putAll(control.resultValues(items, index));
        results.add(result);
        run.finished(control, items.get(index), local, result);
        lost = result instanceof TaskResult.Unreachable;
    }
}
