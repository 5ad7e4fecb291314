package jplay.runner.execute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.event.TaskResult;
import jplay.tasks.contract.Diff;
import org.jspecify.annotations.Nullable;

/** Turns one result into another. */
final class Verdicts {
    private static final String CENSORED =
            "the output has been hidden due to the fact that 'no_log: true' was specified for this result";

    private Verdicts() {}

    static TaskResult changed(TaskResult result, boolean changed) {
        result.values().put("changed", changed);
        if (result instanceof TaskResult.Failed) {
            return result;
        }
        return changed
                ? new TaskResult.Changed(result.values(), diffs(result))
                : new TaskResult.Ok(result.values(), diffs(result));
    }

    static TaskResult failed(TaskResult result, boolean failed) {
        result.values().put("failed", failed);
        result.values().put("failed_when_result", failed);
        if (failed) {
            String message = result instanceof TaskResult.Failed f
                    ? f.message()
                    : String.valueOf(result.values().getOrDefault("msg", "failed_when is true"));
            return new TaskResult.Failed(result.values(), message, false, diffs(result));
        }
        boolean changed = Boolean.TRUE.equals(result.values().get("changed"));
        return changed
                ? new TaskResult.Changed(result.values(), diffs(result))
                : new TaskResult.Ok(result.values(), diffs(result));
    }

    static List<Diff> diffs(TaskResult result) {
        return switch (result) {
            case TaskResult.Ok r -> r.diffs();
            case TaskResult.Changed r -> r.diffs();
            case TaskResult.Failed r -> r.diffs();
            case TaskResult.Skipped r -> List.of();
            case TaskResult.Maybe r -> List.of();
            case TaskResult.Unreachable r -> List.of();
        };
    }

    static TaskResult withoutDiffs(TaskResult result) {
        return switch (result) {
            case TaskResult.Ok r -> new TaskResult.Ok(r.values(), List.of());
            case TaskResult.Changed r -> new TaskResult.Changed(r.values(), List.of());
            case TaskResult.Failed r -> new TaskResult.Failed(r.values(), r.message(), r.ignored(), List.of());
            default -> result;
        };
    }

    /** The same status, with nothing of what it says. */
    static TaskResult censored(TaskResult result) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("censored", CENSORED);
        values.put("changed", result.values().get("changed"));
        for (String name : List.of("attempts", "retries")) {
            if (result.values().containsKey(name)) {
                values.put(name, result.values().get(name));
            }
        }
        return switch (result) {
            case TaskResult.Ok r -> new TaskResult.Ok(values, List.of());
            case TaskResult.Changed r -> new TaskResult.Changed(values, List.of());
            case TaskResult.Skipped r -> new TaskResult.Skipped(values, r.reason());
            case TaskResult.Maybe r -> new TaskResult.Maybe(values, r.reason());
            case TaskResult.Failed r -> new TaskResult.Failed(values, CENSORED, r.ignored(), List.of());
            case TaskResult.Unreachable r -> new TaskResult.Unreachable(values, r.message(), r.ignored());
        };
    }
}
