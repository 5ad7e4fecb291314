package jplay.runner.execute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Undefined;
import jplay.runner.expression.Unknown;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What {@code async} and {@code poll} say: the effects of the task's module run as a job of the host, apart from the
 * connection, and the play waits for it or goes on. What the module has to know it asks as ever.
 *
 * @param limit the seconds that the job may take
 * @param poll the seconds between two looks at it; zero where the play does not wait
 * @param directory where the job's state stands
 */
record Async(double limit, double poll, String directory) {
    private static final double DEFAULT_POLL = 15;

    /** Null for a task that has no {@code async}. */
    static @Nullable Async of(Task task, Evaluator evaluator, Scope scope) {
        double limit = number(task, "async", 0, evaluator, scope);
        if (limit <= 0) {
            return null;
        }
        @Nullable Object directory = scope.get("ansible_async_dir");
        boolean given = directory != null && !(directory instanceof Undefined);
        return new Async(limit, number(task, "poll", DEFAULT_POLL, evaluator, scope), given ? String.valueOf(directory) : "~/.ansible_async");
    }

    private static double number(Task task, String keyword, double otherwise, Evaluator evaluator, Scope scope) {
        @Nullable Node node = task.attributes().nearest(keyword);
        @Nullable String text = evaluator.given(node, scope);
        if (node == null || text == null) {
            return otherwise;
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw Problem.of("not-a-number", "'" + keyword + "' must be a number of seconds, not '" + text + "'", node.span()).exception();
        }
    }

    JobScript job() {
        return JobScript.of(directory, (long) Math.ceil(limit));
    }

    /** One whose end is waited for: it ends by itself only where nobody waits any more, so that it is known to be late. */
    JobScript followed() {
        return JobScript.of(directory, (long) Math.ceil(limit) + 2);
    }

    /**
     * Calls a module.
     *
     * @param open a session with the host, anew each time
     * @param call the call, given the session it is to use
     */
    TaskResult run(RunContext context, String host, Supplier<HostSession> open, Function<Supplier<HostSession>, TaskResult> call) {
        if (poll > 0) {
            JobFollower follower = new JobFollower(context, this, open);
            try {
                return follower.described(call.apply(() -> open.get().running(follower)));
            } catch (JobFollower.Late e) {
                return ModuleCall.failed(String.valueOf(e.getMessage()), e.values(), List.of());
            }
        }
        Job job = new Job(job());
        context.jobs().add(host, job);
        job.begin(() -> call.apply(() -> open.get().running(job)));
        @Nullable String file = job.awaitStart();
        if (file == null && job.result(null) instanceof TaskResult done && (done instanceof TaskResult.Failed || done instanceof TaskResult.Skipped)) {
            return done;
        }
        Map<String, @Nullable Object> values = state(job.id(), file == null ? "" : file);
        values.put("failed", 0L);
        return new TaskResult.Changed(values, List.of());
    }

    /** What is known of a job that runs. */
    static Map<String, @Nullable Object> state(String id, String file) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("started", 1L);
        values.put("finished", 0L);
        values.put("ansible_job_id", id);
        values.put("results_file", file);
        values.put("changed", true);
        return values;
    }

    /** In check mode nothing was started, so that nobody can tell which job it would be. */
    static TaskResult foreseen(TaskResult result) {
        if (result instanceof TaskResult.Ok || result instanceof TaskResult.Changed) {
            result.values().put("ansible_job_id", new Unknown("no job is started in check mode"));
            result.values().put("started", 1L);
            result.values().put("finished", 1L);
        }
        return result;
    }
}
