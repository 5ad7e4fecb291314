package jplay.runner.execute;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import jplay.runner.connection.Connector;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import jplay.runner.keep.Book;
import jplay.runner.keep.Refusal;
import jplay.runner.model.Item;
import jplay.runner.model.Play;
import jplay.runner.model.ReadContext;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.SourceSpan;
import jplay.runner.template.Templates;
import jplay.tasks.Modules;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Pending;
import org.jspecify.annotations.Nullable;

/** Runs plays from the first to the last, and says how it ended. */
public final class Engine implements AutoCloseable {
    private final RunContext context;
    private final Sessions sessions;
    private final ReadContext reading;
    private final ExecutorService threads;
    private final Step step;
    private final Map<String, Refusal> refused;

    /** What a run is made of. */
    public record Parts(
            RunOptions options, Modules modules, Variables variables, Templates templates, Hosts hosts,
            Connector connector, Control.Http http, ReadContext reading, Consumer<List<Item>> check,
            UnaryOperator<String> ask, Redactor redactor, Book book, Map<String, Refusal> refused) {}

    public Engine(Parts parts, Listener listener) {
        this.sessions = new Sessions(parts.connector(), parts.options());
        this.reading = parts.reading();
        this.context = new RunContext(
                parts.options(), parts.modules(), parts.variables(), parts.templates(), new Events(listener), sessions,
                parts.hosts(), parts.http(), parts.check(), parts.redactor(), parts.book());
        this.refused = parts.refused();
        this.step = new Step(parts.options().step(), parts.ask());
        this.threads = Executors.newCachedThreadPool(factory());
    }

    /**
     * Threads of the system's. With virtual ones the machine waits at exit for the thread that polls for them, a third of a
     * second; and SSHJ waits inside {@code synchronized}, which holds their carrier before JDK 24.
     */
    private static ThreadFactory factory() {
        return Thread.ofPlatform().daemon().name("host-", 0).factory();
    }

    /**
     * Runs the plays.
     *
     * @throws ProblemException where something is found to be wrong that is no task's failure
     * @return the exit code: 0 ok, 2 failed hosts, 4 unreachable hosts or wrong input, 99 interrupted
     */
    public int run(List<String> playbooks, List<Play> plays) {
        Instant start = Instant.now();
        context.events().emit(new Event.RunStarted(start, playbooks, plays.size(), context.options().check(), context.options().diff()));
        int exit = 0;
        boolean interrupted = false;
        @Nullable ProblemException wrong = null;
        StartAt startAt = new StartAt(context.options().startAtTask());
        try {
            refuse();
            PlayRunner runner = new PlayRunner(context, threads, reading, startAt, step);
            for (Play play : plays) {
                if (!runner.run(play)) {
                    break;
                }
            }
        } catch (Interrupted e) {
            interrupted = true;
        } catch (ProblemException e) {
            wrong = e;
            exit = 4;
        }
        if (!startAt.reached()) {
            context.events().emit(new Event.Warning(Problem.of(
                    "no-such-task", "no task is named '" + context.options().startAtTask() + "'; nothing was run", null)));
        }
        exit = interrupted || context.isInterrupted() ? 99 : exit != 0 ? exit : exitCode();
        context.events().emit(new Event.RunFinished(
                stats(), exit, exit == 99, Duration.between(start, Instant.now())));
        if (wrong != null) {
            throw wrong;
        }
        return exit;
    }

    /** Takes out the hosts that must be left as they are. */
    private void refuse() {
        if (refused.isEmpty()) {
            return;
        }
        long id = context.events().nextTask();
        context.events().emit(new Event.TaskStarted(id, "Compare the hosts with the plan", null, "plan", false,
                SourceSpan.file("plan"), List.copyOf(refused.keySet()), Instant.now()));
        refused.forEach((name, why) -> {
            HostRun host = context.run(name);
            TaskResult result = why.unreachable()
                    ? new TaskResult.Unreachable(Map.of("msg", why.why(), "unreachable", true), why.why(), false)
                    : ModuleCall.failed(why.why(), Map.of(), List.of());
            host.refused = true;
            host.unreachable = why.unreachable();
            host.failed = !why.unreachable();
            host.count(result);
            context.events().emit(new Event.HostFinished(id, name, null, result, false, Duration.ZERO));
        });
        context.events().emit(new Event.TaskFinished(id));
    }

    private int exitCode() {
        boolean unreachable = context.runs().values().stream().anyMatch(host -> host.unreachable);
        boolean failed = context.runs().values().stream().anyMatch(host -> host.failed || host.refused);
        return unreachable ? 4 : failed ? 2 : 0;
    }

    private Map<String, Event.HostStats> stats() {
        Map<String, Event.HostStats> stats = new LinkedHashMap<>();
        context.runs().values().stream()
                .sorted((a, b) -> a.name.compareTo(b.name))
                .filter(host -> host.seen())
                .forEach(host -> stats.put(host.name, host.stats()));
        return stats;
    }

    /** Ends it from another thread: what runs on the hosts is killed, {@link #run} returns 99. */
    public void interrupt() {
        context.interrupt();
    }

    @Override
    public void close() {
        context.jobs().close();
        sessions.close();
        threads.shutdownNow();
    }

    /** In check mode, what would have been done to the control machine. */
    Pending pendingOnControl() {
        return context.pendingOnControl();
    }
}
