package jplay.runner.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import jplay.runner.source.SourceSpan;
import jplay.tasks.contract.Diff;

/** A run's events, written shortly. */
final class Run {
    static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
    final List<Event> events = new ArrayList<>();
    final Redactor redactor = new Redactor();
    private long id;

    static Run of(String... hosts) {
        Run run = new Run();
        run.events.add(new Event.RunStarted(START, List.of("site.yml"), 1, false, false));
        run.events.add(new Event.PlaybookStarted("site.yml"));
        run.events.add(new Event.PlayStarted("web", List.of(hosts), SourceSpan.at("site.yml", 1, 3)));
        return run;
    }

    Run task(String name, String... hosts) {
        return task(name, "copy", null, false, hosts);
    }

    Run task(String name, String action, String role, boolean handler, String... hosts) {
        events.add(new Event.TaskStarted(++id, name, role, action, handler, SourceSpan.at("site.yml", 7, 7), List.of(hosts), START));
        return this;
    }

    Run host(String host, TaskResult result) {
        return add(new Event.HostFinished(id, host, null, result, false, Duration.ofMillis(120)));
    }

    Run loop(String host, TaskResult result) {
        return add(new Event.HostFinished(id, host, null, result, true, Duration.ofMillis(120)));
    }

    Run item(String host, String label, TaskResult result) {
        return add(new Event.ItemFinished(id, host, null, label, result));
    }

    Run done() {
        return add(new Event.TaskFinished(id));
    }

    Run end(int exit, Map<String, Event.HostStats> stats) {
        events.add(new Event.PlayFinished("web"));
        return add(new Event.RunFinished(stats, exit, false, Duration.ofMillis(83_400)));
    }

    Run add(Event event) {
        events.add(event);
        return this;
    }

    Run add(Function<Long, Event> event) {
        return add(event.apply(id));
    }

    /** What a console of 40 columns shows of all this, from the given event on. */
    String console(int verbosity) {
        StringBuilder out = new StringBuilder();
        Listener console = new ConsoleReporter(new ConsoleOptions(40, false, false, verbosity), redactor, () -> START, out::append);
        events.forEach(console::on);
        return out.toString();
    }

    static TaskResult ok(Object... pairs) {
        return new TaskResult.Ok(values(false, pairs), List.of());
    }

    static TaskResult changed(Object... pairs) {
        return new TaskResult.Changed(values(true, pairs), List.of());
    }

    static TaskResult changed(Diff diff) {
        return new TaskResult.Changed(values(true), List.of(diff));
    }

    static TaskResult skipped(String reason) {
        return new TaskResult.Skipped(values(false), reason);
    }

    static TaskResult failed(String message, Object... pairs) {
        return new TaskResult.Failed(values(false, pairs), message, false, List.of());
    }

    static TaskResult ignored(String message) {
        return new TaskResult.Failed(values(false), message, true, List.of());
    }

    static Map<String, Object> values(boolean changed, Object... pairs) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("changed", changed);
        for (int i = 0; i < pairs.length; i += 2) {
            values.put((String) pairs[i], pairs[i + 1]);
        }
        return values;
    }
}
