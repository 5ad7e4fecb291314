package jplay.runner.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import jplay.runner.source.ProblemPrinter;
import jplay.tasks.contract.Diff;
import org.jspecify.annotations.Nullable;

/**
 * What of a check run is no longer as the playbooks say, as a table of hosts and tasks with the diffs below. A command that
 * check mode does run is one that looks; what it found is told by what hangs on it, unless it says itself what it would change.
 */
public final class DriftReporter implements Listener {
    private final Redactor redactor;
    private final Consumer<String> sink;
    private final DiffText diffs;
    private final Map<Long, Event.TaskStarted> tasks = new HashMap<>();
    private final List<Row> drifted = new ArrayList<>();
    private final List<Row> open = new ArrayList<>();
    private final List<Row> failed = new ArrayList<>();
    private final Set<String> hosts = new LinkedHashSet<>();

    private record Row(String host, String task, String what, List<Diff> diffs) {}

    public DriftReporter(Redactor redactor, boolean colours, Consumer<String> sink) {
        this.redactor = redactor;
        this.sink = sink;
        this.diffs = new DiffText(redactor, colours);
    }

    @Override
    public synchronized void on(Event event) {
        switch (event) {
            case Event.TaskStarted e -> tasks.put(e.id(), e);
            case Event.ItemFinished e -> add(e.task(), e.delegatedTo() == null ? e.host() : e.delegatedTo(), e.label(), e.result());
            case Event.HostFinished e -> {
                hosts.add(e.host());
                if (!e.loop() || e.result() instanceof TaskResult.Unreachable) {
                    add(e.task(), e.delegatedTo() == null ? e.host() : e.delegatedTo(), null, e.result());
                }
            }
            case Event.Warning e -> sink.accept(ProblemPrinter.print(e.problem(), "[WARNING]:"));
            case Event.RunFinished e -> sink.accept(redactor.redact(text()));
            default -> { }
        }
    }

    private void add(long id, String host, @Nullable String item, TaskResult result) {
        Event.@Nullable TaskStarted task = tasks.get(id);
        if (task == null || result.values().containsKey("rc") && result instanceof TaskResult.Changed ran && ran.diffs().isEmpty()) {
            return;
        }
        String name = (task.role() == null ? "" : task.role() + " : ") + task.name() + (item == null ? "" : " (" + item + ")");
        switch (result) {
            case TaskResult.Changed r -> drifted.add(new Row(host, name, about(r.diffs(), task), r.diffs()));
            case TaskResult.Maybe r -> open.add(new Row(host, name, r.reason(), List.of()));
            case TaskResult.Failed r when !r.ignored() -> failed.add(new Row(host, name, r.message(), List.of()));
            case TaskResult.Unreachable r when !r.ignored() -> failed.add(new Row(host, name, r.message(), List.of()));
            default -> { }
        }
    }

    /** What changes, by the names in the diff; otherwise by what would be done. */
    private static String about(List<Diff> diffs, Event.TaskStarted task) {
        Set<String> names = new LinkedHashSet<>();
        for (Diff diff : diffs) {
            for (Diff.Entry entry : diff.entries()) {
                names.add(switch (entry) {
                    case Diff.Text text -> text.beforeHeader();
                    case Diff.Properties properties -> properties.name();
                });
            }
        }
        return names.isEmpty() ? task.action() + " would run" : String.join(", ", names);
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        table(out, "DRIFT", drifted);
        drifted.forEach(row -> out.append(row.diffs().isEmpty() ? "" : "\n" + row.host() + ", " + row.task() + "\n" + diffs.of(row.diffs())));
        if (!failed.isEmpty()) {
            out.append('\n');
            table(out, "FAILED", failed);
        }
        long hit = drifted.stream().map(Row::host).distinct().count();
        out.append(drifted.isEmpty() ? "" : "\n").append(hosts.size()).append(hosts.size() == 1 ? " host" : " hosts").append(" looked at: ")
                .append(drifted.isEmpty() ? "no drift" : drifted.size() + " drifted on " + hit)
                .append(open.isEmpty() ? "" : ", " + open.size() + " open").append('\n');
        return out.toString();
    }

    private static void table(StringBuilder out, String last, List<Row> rows) {
        if (rows.isEmpty()) {
            return;
        }
        int host = width(rows.stream().map(Row::host), "HOST");
        int task = width(rows.stream().map(Row::task), "TASK");
        out.append(pad("HOST", host)).append(pad("TASK", task)).append(last).append('\n');
        rows.forEach(row -> out.append(pad(row.host(), host)).append(pad(row.task(), task))
                .append(Printable.of(row.what().lines().findFirst().orElse(""))).append('\n'));
    }

    private static int width(Stream<String> texts, String least) {
        return Math.max(least.length(), texts.mapToInt(String::length).max().orElse(0)) + 2;
    }

    private static String pad(String text, int width) {
        return Printable.of(text) + " ".repeat(Math.max(1, width - text.length()));
    }
}
