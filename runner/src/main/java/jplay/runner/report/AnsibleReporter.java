package jplay.runner.report;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import jplay.runner.source.ProblemPrinter;
import org.jspecify.annotations.Nullable;

/** A run line by line as {@code ansible-playbook} prints it, for programs that read that. */
public final class AnsibleReporter implements Listener {
    private static final Set<String> INCLUDES = Set.of("include_tasks", "include_role", "include");
    private final ConsoleOptions options;
    private final Redactor redactor;
    private final Consumer<String> sink;
    private final Consumer<String> errors;
    private final DiffText diffs;
    private final Map<Long, Event.TaskStarted> tasks = new HashMap<>();
    private final Set<String> warned = new HashSet<>();
    private long bannerOf = -1;

    /**
     * Makes a reporter.
     *
     * @param sink gets text to write and flush at once
     * @param errors gets warnings
     */
    public AnsibleReporter(ConsoleOptions options, Redactor redactor, Consumer<String> sink, Consumer<String> errors) {
        this.options = options;
        this.redactor = redactor;
        this.sink = sink;
        this.errors = errors;
        this.diffs = new DiffText(redactor, options.colours());
    }

    @Override
    public synchronized void on(Event event) {
        switch (event) {
            case Event.PlayStarted e -> banner("PLAY [" + e.name() + "]");
            case Event.PlaySkipped e -> {
                banner("PLAY [" + e.name() + "]");
                line(Colour.SKIPPED, "skipping: " + e.reason());
            }
            case Event.TaskStarted e -> {
                tasks.put(e.id(), e);
                bannerOf(e.id());
            }
            case Event.ItemFinished e -> result(e.task(), host(e.host(), e.delegatedTo()), e.result(), e.label());
            case Event.HostFinished e -> finished(e);
            case Event.TaskFinished e -> tasks.remove(e.task());
            case Event.Retrying e -> retrying(e);
            case Event.Included e -> line(Colour.INCLUDED, "included: " + e.path() + " for " + String.join(", ", e.hosts())
                    + (e.label() == null ? "" : " => (item=" + e.label() + ")"));
            case Event.Warning e -> errors.accept(redactor.redact(ProblemPrinter.messageFirst(e.problem(), "[WARNING]:")));
            case Event.Message e -> line(Colour.NONE, e.text());
            case Event.RunFinished e -> recap(e);
            case Event.NoHostsLeft e -> banner("NO MORE HOSTS LEFT");
            case Event.RunStarted e -> started(e);
            case Event.PlaybookStarted e -> { }
            case Event.Progress e -> { }
            case Event.PlayFinished e -> { }
        }
    }

    private void started(Event.RunStarted e) {
        if (options.verbosity() > 1 && !e.playbooks().isEmpty()) {
            String playbook = e.playbooks().get(0);
            banner("PLAYBOOK: " + playbook.substring(playbook.lastIndexOf('/') + 1));
            line(Colour.DETAIL, e.plays() + " plays in " + playbook);
        }
    }

    private void finished(Event.HostFinished e) {
        String host = host(e.host(), e.delegatedTo());
        boolean good = e.result() instanceof TaskResult.Ok || e.result() instanceof TaskResult.Changed;
        if (!e.loop() || e.result() instanceof TaskResult.Skipped || e.result() instanceof TaskResult.Maybe || e.result() instanceof TaskResult.Unreachable) {
            result(e.task(), host, e.result(), null);
        } else if (!good && !(e.result().values().get("results") instanceof List<?>)) {
            result(e.task(), host, e.result(), null);
        } else if (AnsibleResult.ignored(e.result())) {
            line(Colour.SKIPPED, "...ignoring");
        }
    }

    private void result(long id, String host, TaskResult result, @Nullable String item) {
        Event.@Nullable TaskStarted task = tasks.get(id);
        boolean good = result instanceof TaskResult.Ok || result instanceof TaskResult.Changed;
        if (task == null || good && INCLUDES.contains(task.action())) {
            return;
        }
        bannerOf(id);
        boolean debug = task.action().equals("debug");
        boolean bad = result instanceof TaskResult.Failed || result instanceof TaskResult.Unreachable;
        String label = item == null ? "" : " => (item=" + item + ")";
        boolean spoken = task.speaks() && (good || bad && !debug);
        boolean dumped = bad || options.verbosity() > 0 || spoken;
        String dump = dumped ? " => " + AnsibleResult.json(result, debug && good, spoken || options.verbosity() > 0, redactor) : "";
        sink.accept(redactor.redact(diff(result)));
        switch (result) {
            case TaskResult.Ok r -> line(Colour.OK, "ok: [" + host + "]" + label + dump);
            case TaskResult.Changed r -> line(Colour.CHANGED, "changed: [" + host + "]" + label + dump);
            case TaskResult.Skipped r -> skipping(host, label, dump);
            case TaskResult.Maybe r -> skipping(host, label, dump);
            case TaskResult.Failed r ->
                line(Colour.FAILED, (item == null ? "fatal: [" + host + "]: FAILED!" : "failed: [" + host + "] (item=" + item + ")") + dump);
            case TaskResult.Unreachable r -> line(Colour.UNREACHABLE, "fatal: [" + host + "]: UNREACHABLE!" + dump);
        }
        if (item == null && AnsibleResult.ignored(result)) {
            line(Colour.SKIPPED, "...ignoring");
        }
        warnings(result);
    }

    /** What only a real run can tell, Ansible skips. */
    private void skipping(String host, String label, String dump) {
        line(Colour.SKIPPED, "skipping: [" + host + "]" + label + (label.isEmpty() || !dump.isEmpty() ? "" : " ") + dump);
    }

    private String diff(TaskResult result) {
        return diffs.of(switch (result) {
            case TaskResult.Ok r -> r.diffs();
            case TaskResult.Changed r -> r.diffs();
            case TaskResult.Failed r -> r.diffs();
            case TaskResult.Skipped r -> List.of();
            case TaskResult.Maybe r -> List.of();
            case TaskResult.Unreachable r -> List.of();
        });
    }

    private void warnings(TaskResult result) {
        if (result.values().get("warnings") instanceof List<?> all) {
            all.stream().map(String::valueOf).filter(warned::add)
                    .forEach(warning -> errors.accept(redactor.redact("[WARNING]: " + warning + "\n")));
        }
    }

    private void retrying(Event.Retrying e) {
        Event.@Nullable TaskStarted task = tasks.get(e.task());
        if (task != null) {
            bannerOf(e.task());
            line(Colour.DETAIL, "FAILED - RETRYING: [" + e.host() + "]: " + name(task) + " (" + e.left() + " retries left).");
        }
    }

    private void recap(Event.RunFinished e) {
        if (e.interrupted()) {
            errors.accept("ERROR! User interrupted execution\n");
        }
        if (!e.stats().isEmpty()) {
            banner("PLAY RECAP");
            sink.accept(redactor.redact(Recap.ansible(e.stats(), options.colours())) + "\n");
        }
    }

    private void bannerOf(long id) {
        Event.@Nullable TaskStarted task = tasks.get(id);
        if (task != null && bannerOf != id) {
            bannerOf = id;
            banner((task.handler() ? "RUNNING HANDLER [" : "TASK [") + name(task) + "]");
        }
    }

    private static String host(String host, @Nullable String delegatedTo) {
        return delegatedTo == null ? host : host + " -> " + delegatedTo;
    }

    private static String name(Event.TaskStarted task) {
        return task.role() == null || task.action().equals("include_role") ? task.name() : task.role() + " : " + task.name();
    }

    private void banner(String text) {
        String one = Printable.of(redactor.redact(text.replace('\n', ' ')));
        sink.accept("\n" + one + " " + "*".repeat(Math.max(3, options.columns() - 1 - one.length())) + "\n");
    }

    private void line(Colour colour, String text) {
        sink.accept(colour.paint(Printable.of(redactor.redact(text)), options.colours()) + "\n");
    }
}
