package jplay.runner.execute;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import jplay.runner.connection.Connection;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Reply;
import jplay.runner.connection.Request;
import jplay.runner.event.TaskResult;
import jplay.tasks.contract.Output;
import org.jspecify.annotations.Nullable;

/**
 * {@code poll: 0}: a module's call that goes on while the play does. Its thread waits, once the job was started on the
 * host, for {@code async_status} to bring what came of it; only the module knows what that means.
 */
final class Job implements HostSession.Runner {
    private final JobScript script;
    private final CompletableFuture<String> started = new CompletableFuture<>();
    private final CompletableFuture<Reply> outcome = new CompletableFuture<>();
    private final CompletableFuture<TaskResult> finished = new CompletableFuture<>();

    Job(JobScript script) {
        this.script = script;
    }

    String id() {
        return script.id();
    }

    /** Calls the module on a thread of its own. */
    void begin(java.util.function.Supplier<TaskResult> call) {
        Thread.ofPlatform().daemon().name("job-" + id()).start(() -> {
            try {
                finished.complete(call.get());
            } catch (RuntimeException | StackOverflowError e) {
                finished.completeExceptionally(e);
            }
        });
    }

    /** The name of the job's file on the host, or null where the module is done already. */
    @Nullable String awaitStart() {
        await(CompletableFuture.anyOf(started, finished));
        return started.getNow(null);
    }

    @Override
    public Reply run(Connection connection, Request request) throws ConnectionException {
        if (started.isDone()) {
            return connection.run(request);
        }
        Reply reply = connection.run(request.withScript(script.start(request.script())));
        if (!reply.ok()) {
            return reply;
        }
        started.complete(reply.out());
        return await(outcome);
    }

    /** What came of it, given what the job left on the host; null while that is not known. */
    @Nullable TaskResult result(@Nullable Output left) {
        if (left != null) {
            outcome.complete(new Reply(left.exit(), left.stdout(), left.stderr(), false));
        }
        boolean forgotten = left == null && started.isDone();
        return !forgotten && (outcome.isDone() || finished.isDone()) ? await(finished) : null;
    }

    /** The run is over: nobody asks any more. The job itself goes on. */
    void abandon() {
        outcome.completeExceptionally(new Interrupted());
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException e) {
            throw new Interrupted();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException mistake ? mistake : new IllegalStateException(e.getCause());
        }
    }
}
