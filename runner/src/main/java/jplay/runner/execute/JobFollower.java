package jplay.runner.execute;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import jplay.runner.connection.Connection;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Reply;
import jplay.runner.connection.Request;
import jplay.runner.event.TaskResult;
import org.jspecify.annotations.Nullable;

/** {@code poll} above zero: starts what is to be done as a job and waits for its end, even where the connection is lost meanwhile. */
final class JobFollower implements HostSession.Runner {
    /** The first look; each later one comes a little later, up to what {@code poll} says. */
    private static final double FIRST = 0.05;
    private static final double GROWTH = 1.6;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final RunContext context;
    private final Async async;
    private final Supplier<HostSession> reopen;
    private final Map<String, @Nullable Object> state = new LinkedHashMap<>();

    /** The job took too long and was ended. */
    static final class Late extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final transient Map<String, ? extends @Nullable Object> values;

        Late(String message, Map<String, ? extends @Nullable Object> values) {
            super(message, null, false, false);
            this.values = values;
        }

        Map<String, ? extends @Nullable Object> values() {
            return values;
        }
    }

    /** @param reopen connects again where the connection is lost */
    JobFollower(RunContext context, Async async, Supplier<HostSession> reopen) {
        this.context = context;
        this.async = async;
        this.reopen = reopen;
    }

    @Override
    public Reply run(Connection connection, Request request) throws ConnectionException {
        JobScript job = async.followed();
        Reply started = connection.run(request.withScript(job.start(request.script())));
        if (!started.ok()) {
            return started;
        }
        state.putAll(Async.state(job.id(), started.out()));
        state.remove("changed");
        try {
            Reply outcome = follow(connection, request, job);
            if (outcome == null) {
                quietly(connection, request.withScript(job.end()));
                throw new Late("async task did not complete within the requested time - " + (long) async.limit() + "s", Map.of("async_result", state));
            }
            return outcome;
        } catch (Interrupted e) {
            quietly(connection, request.withScript(job.end()));
            throw e;
        }
    }

    private @Nullable Reply follow(Connection first, Request request, JobScript job) throws ConnectionException {
        Connection connection = first;
        long end = System.nanoTime() + Duration.ofMillis((long) (async.limit() * 1000)).toNanos();
        double wait = FIRST;
        while (true) {
            double left = (end - System.nanoTime()) / 1e9;
            context.pause(Math.max(0, Math.min(Math.min(wait, async.poll()), left)));
            wait *= GROWTH;
            try {
                Reply outcome = JobScript.outcome(connection.run(request.withScript(job.read())));
                if (outcome != null) {
                    quietly(connection, request.withScript(job.forget()));
                    return outcome;
                }
            } catch (ConnectionException e) {
                if (!e.unreachable() || left <= 0) {
                    throw e;
                }
                connection = again(connection);
                continue;
            }
            if (left <= 0) {
                quietly(connection, request.withScript(job.end()));
                return null;
            }
        }
    }

    /** The old connection where there is no new one yet. */
    private Connection again(Connection lost) {
        try {
            return reopen.get().connection();
        } catch (Stopped e) {
            return lost;
        }
    }

    /** The module's result, with what there is to say of the job. */
    TaskResult described(TaskResult result) {
        if (!state.isEmpty()) {
            result.values().putAll(state);
            result.values().put("finished", 1L);
        }
        return result;
    }

    private static void quietly(Connection connection, Request request) {
        try {
            connection.run(request.withTimeout(PATIENCE));
        } catch (ConnectionException e) {
            // The host is gone, and what is left of the job with it.
        }
    }
}
