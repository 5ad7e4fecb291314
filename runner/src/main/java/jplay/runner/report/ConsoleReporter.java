package jplay.runner.report;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
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

/**
 * A run for people, in the shape and words of Ansible's default output. Results wait until their task is done, so that
 * equal ones of several hosts share a line; on a terminal, {@link #tick} shows early what has come while others still
 * work. Each event is written in one go.
 */
public final class ConsoleReporter implements Listener {
    private static final int MIN_STARS = 3;
    private static final long NO_TASK = -1;

    private final ConsoleOptions options;
    private final Redactor redactor;
    private final InstantSource clock;
    private final Consumer<String> sink;
    private final DiffText diffs;
    private final Map<Long, TaskView> tasks = new LinkedHashMap<>();
    /** One host's warning is mostly the others', too. */
    private final Set<String> warned = new HashSet<>();
    private final StringBuilder out = new StringBuilder();
    private long bannerOf = NO_TASK;
    private String live = "";

    /**
     * Makes a reporter.
     *
     * @param sink gets text to write and flush at once
     */
    public ConsoleReporter(ConsoleOptions options, Redactor redactor, InstantSource clock, Consumer<String> sink) {
        this.options = options;
        this.redactor = redactor;
        this.clock = clock;
        this.sink = sink;
        this.diffs = new DiffText(redactor, options.colours());
    }

    @Override
    public synchronized void on(Event event) {
        switch (event) {
            case Event.RunStarted e -> { }
            case Event.PlaybookStarted e -> detail(2, "playbook: " + e.file());
            case Event.PlayStarted e -> {
                banner("PLAY [" + e.name() + "]", "");
                detail(2, "play path: " + e.span());
            }
            case Event.PlaySkipped e -> {
                banner("PLAY [" + e.name() + "]", "");
                line(Colour.SKIPPED, "skipping: " + e.reason());
            }
            case Event.TaskStarted e -> started(e);
            case Event.ItemFinished e -> item(e);
            case Event.Retrying e -> retrying(e);
            case Event.HostFinished e -> finished(e);
            case Event.TaskFinished e -> close(e.task());
            case Event.Included e -> {
                bannerOf(e.task());
                line(Colour.INCLUDED, "included: " + e.what() + " for " + String.join(", ", e.hosts()));
            }
            case Event.Progress e -> view(e.task(), view -> view.progress(e));
            case Event.Warning e -> line(Colour.WARNING, ProblemPrinter.print(e.problem(), "[WARNING]:").stripTrailing());
            case Event.Message e -> line(Colour.NONE, e.text());
            case Event.NoHostsLeft e -> {
                closeAll();
                banner("NO MORE HOSTS LEFT", "");
            }
            case Event.PlayFinished e -> closeAll();
            case Event.RunFinished e -> runFinished(e);
        }
        write();
    }

    /** Time has passed: shows what has come of tasks that take long, and renews the live line. */
    public synchronized void tick() {
        if (!options.live()) {
            return;
        }
        for (TaskView task : tasks.values()) {
            boolean slow = Duration.between(task.since(), clock.instant()).compareTo(LiveLine.PATIENCE) >= 0;
            if (slow && task.hasWaiting()) {
                flush(task);
            }
        }
        write();
    }

    /** Takes the live line away, for someone else to write: a prompt. */
    public synchronized void pauseLive() {
        if (!live.isEmpty()) {
            sink.accept(LiveLine.ERASE);
            live = "";
        }
    }

    private void write() {
        String next = options.live() ? redactor.redact(LiveLine.of(tasks.values(), clock.instant(), options.columns())) : "";
        if (out.isEmpty() && next.equals(live)) {
            return;
        }
        sink.accept((live.isEmpty() ? "" : LiveLine.ERASE) + redactor.redact(out.toString()) + next);
        live = next;
        out.setLength(0);
    }

    private void started(Event.TaskStarted event) {
        boolean alone = tasks.isEmpty();
        tasks.put(event.id(), new TaskView(event));
        if (alone) {
            bannerOf(event.id());
        }
    }

    private void item(Event.ItemFinished e) {
        boolean bad = e.result() instanceof TaskResult.Failed || e.result() instanceof TaskResult.Unreachable;
        view(e.task(), view -> {
            if (!view.includes() || bad || e.result() instanceof TaskResult.Skipped) {
                view.item(e.host(), e.delegatedTo(), shown(view, e.result(), e.label()), bad);
            }
        });
        warnings(e.result());
    }

    private void finished(Event.HostFinished e) {
        view(e.task(), view -> {
            view.finished(e.host(), e.took());
            @Nullable Shown shown = summary(view, e);
            if (shown != null) {
                view.add(e.host(), e.delegatedTo(), shown);
            }
        });
        if (!e.loop()) {
            warnings(e.result());
        }
    }

    /** Of a loop, the items have been shown; what is left to say is that all were skipped, or what has no item. */
    private @Nullable Shown summary(TaskView view, Event.HostFinished e) {
        boolean good = e.result() instanceof TaskResult.Ok || e.result() instanceof TaskResult.Changed;
        if (view.includes() && good) {
            return null;
        }
        if (!e.loop()) {
            return shown(view, e.result(), null);
        }
        if (good || view.hadFailedItem(e.host())) {
            return ignored(e.result()) ? new Shown(Colour.NONE, "", "", "", true) : null;
        }
        return shown(view, e.result(), null);
    }

    private static boolean ignored(TaskResult result) {
        return result instanceof TaskResult.Failed f && f.ignored() || result instanceof TaskResult.Unreachable u && u.ignored();
    }

    private Shown shown(TaskView view, TaskResult result, @Nullable String item) {
        String diff = switch (result) {
            case TaskResult.Ok r -> diffs.of(r.diffs());
            case TaskResult.Changed r -> diffs.of(r.diffs());
            case TaskResult.Failed r -> diffs.of(r.diffs());
            case TaskResult.Skipped r -> "";
            case TaskResult.Maybe r -> "";
            case TaskResult.Unreachable r -> "";
        };
        return Shown.of(clean(result), item == null ? null : redactor.redact(item), view.speaks(), options.verbosity(), diff);
    }

    /** Secrets are taken out of values before these become blocks, where a secret of several lines is not to be found. */
    private TaskResult clean(TaskResult result) {
        return switch (result) {
            case TaskResult.Ok r -> new TaskResult.Ok(clean(r.values()), List.of());
            case TaskResult.Changed r -> new TaskResult.Changed(clean(r.values()), List.of());
            case TaskResult.Skipped r -> new TaskResult.Skipped(clean(r.values()), redactor.redact(r.reason()));
            case TaskResult.Maybe r -> new TaskResult.Maybe(clean(r.values()), redactor.redact(r.reason()));
            case TaskResult.Failed r ->
                new TaskResult.Failed(clean(r.values()), redactor.redact(r.message()), r.ignored(), List.of());
            case TaskResult.Unreachable r ->
                new TaskResult.Unreachable(clean(r.values()), redactor.redact(r.message()), r.ignored());
        };
    }

    private Map<String, @Nullable Object> clean(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        values.forEach((key, value) -> copy.put(key, redactor.redactValue(value)));
        return copy;
    }

    private void warnings(TaskResult result) {
        if (result.values().get("warnings") instanceof List<?> warnings) {
            for (Object warning : warnings) {
                if (warned.add(String.valueOf(warning))) {
                    line(Colour.WARNING, "[WARNING]: " + warning);
                }
            }
        }
    }

    private void retrying(Event.Retrying e) {
        view(e.task(), view -> {
            bannerOf(e.task());
            line(Colour.DETAIL, "FAILED - RETRYING: [" + e.host() + "]: " + name(view.task()) + " (" + e.left() + " retries left).");
        });
    }

    private void close(long id) {
        view(id, view -> {
            flush(view);
            view.times().forEach((host, took) -> detail(3, "took: " + host + " " + Amounts.time(took)));
            tasks.remove(id);
        });
    }

    private void closeAll() {
        List.copyOf(tasks.keySet()).forEach(this::close);
    }

    private void flush(TaskView view) {
        String lines = view.flush(options.colours());
        if (!lines.isEmpty()) {
            bannerOf(view.task().id());
            out.append(lines);
        }
    }

    private void runFinished(Event.RunFinished e) {
        closeAll();
        if (e.interrupted()) {
            out.append('\n');
            line(Colour.FAILED, "interrupted");
        }
        if (!e.stats().isEmpty()) {
            banner("PLAY RECAP", Amounts.time(e.took()));
            out.append(Recap.of(e.stats(), options.colours())).append('\n');
        }
    }

    /** Shows which task the next lines are of, unless that was the last to be shown. */
    private void bannerOf(long id) {
        @Nullable TaskView view = tasks.get(id);
        if (view == null || bannerOf == id) {
            return;
        }
        bannerOf = id;
        banner((view.task().handler() ? "RUNNING HANDLER [" : "TASK [") + name(view.task()) + "]", "");
        detail(2, "task path: " + view.task().span());
    }

    private static String name(Event.TaskStarted task) {
        return task.role() == null ? task.name() : task.role() + " : " + task.name();
    }

    private void banner(String text, String end) {
        String one = Printable.of(text.replace('\n', ' '));
        int stars = Math.max(MIN_STARS, options.columns() - one.length() - 1 - (end.isEmpty() ? 0 : end.length() + 1));
        out.append('\n').append(one).append(' ').append("*".repeat(stars)).append(end.isEmpty() ? "" : " " + end).append('\n');
    }

    private void line(Colour colour, String text) {
        out.append(colour.paint(Printable.of(text), options.colours())).append('\n');
    }

    private void detail(int verbosity, String text) {
        if (options.verbosity() >= verbosity) {
            line(Colour.DETAIL, text);
        }
    }

    private void view(long id, Consumer<TaskView> action) {
        @Nullable TaskView view = tasks.get(id);
        if (view != null) {
            action.accept(view);
        }
    }
}
