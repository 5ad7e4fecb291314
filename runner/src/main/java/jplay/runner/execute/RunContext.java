package jplay.runner.execute;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jplay.runner.event.Redactor;
import jplay.runner.expression.Scope;
import jplay.runner.keep.Book;
import jplay.runner.model.Item;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.template.Templates;
import jplay.tasks.Modules;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Pending;
import org.jspecify.annotations.Nullable;

/** What a whole run shares. */
final class RunContext {
    private final RunOptions options;
    private final Modules modules;
    private final Variables variables;
    private final Templates templates;
    private final Evaluator evaluator;
    private final Events events;
    private final Sessions sessions;
    private final Hosts hosts;
    private final Tags tags;
    private final Control.Http http;
    private final Redactor redactor;
    private final Consumer<List<Item>> check;
    private final Book book;
    private final Map<String, HostRun> runs = new ConcurrentHashMap<>();
    private final Jobs jobs = new Jobs();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    RunContext(
            RunOptions options, Modules modules, Variables variables, Templates templates, Events events,
            Sessions sessions, Hosts hosts, Control.Http http,
            Consumer<List<Item>> check, Redactor redactor, Book book) {
        this.options = options;
        this.modules = modules;
        this.variables = variables;
        this.templates = templates;
        this.evaluator = new Evaluator(templates);
        this.events = events;
        this.sessions = sessions;
        this.hosts = hosts;
        this.http = http;
        this.check = check;
        this.redactor = redactor;
        this.book = book;
        this.tags = Tags.of(options.tags(), options.skipTags());
    }

    RunOptions options() {
        return options;
    }

    Modules modules() {
        return modules;
    }

    Variables variables() {
        return variables;
    }

    Templates templates() {
        return templates;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    /** Whether an argument of a task is given and true. */
    boolean flag(Task task, String argument, Scope scope) {
        @Nullable Node node = task.arguments().get(argument);
        return node != null && evaluator.flag(node, scope);
    }

    Events events() {
        return events;
    }

    Sessions sessions() {
        return sessions;
    }

    Hosts hosts() {
        return hosts;
    }

    Tags tags() {
        return tags;
    }

    Control.Http http() {
        return http;
    }

    /** Checks tasks that were read during the run; throws what is wrong with them. */
    Consumer<List<Item>> check() {
        return check;
    }

    /** Takes the secrets that become known. */
    Redactor redactor() {
        return redactor;
    }

    /** Is told what tasks decide. */
    Book book() {
        return book;
    }

    /** What goes on apart from the play. */
    Jobs jobs() {
        return jobs;
    }

    /** The host's record in this run. */
    HostRun run(String host) {
        return runs.computeIfAbsent(host, HostRun::new);
    }

    /** In check mode, what would have been done to the control machine. */
    Pending pendingOnControl() {
        return run("localhost").pendingOrNew();
    }

    Map<String, HostRun> runs() {
        return runs;
    }

    /** Ends waits and running commands; what is still to come is not begun. */
    void interrupt() {
        interrupted.countDown();
        sessions.interrupt();
    }

    boolean isInterrupted() {
        return interrupted.getCount() == 0;
    }

    void throwIfInterrupted() {
        if (isInterrupted()) {
            throw new Interrupted();
        }
    }

    /** Waits, unless the run is interrupted. */
    void pause(double seconds) {
        pause(Duration.ofNanos((long) (seconds * 1e9)));
    }

    void pause(Duration duration) {
        try {
            if (interrupted.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new Interrupted();
            }
        } catch (InterruptedException e) {
            throw new Interrupted();
        }
    }
}
