package jplay.runner.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.event.Event;
import org.jspecify.annotations.Nullable;

/** A task on the screen: what has come and was not shown yet, and who is still at it. */
final class TaskView {
    private final Event.TaskStarted task;
    private final Set<String> running;
    private final Map<String, Event.Progress> progress = new LinkedHashMap<>();
    private final Map<String, List<Line>> waiting = new LinkedHashMap<>();
    private final Set<String> failedItems = new HashSet<>();
    private final Map<String, Duration> times = new LinkedHashMap<>();

    /** A result of a host, and how the host is shown. */
    private record Line(String host, Shown shown) {}

    TaskView(Event.TaskStarted task) {
        this.task = task;
        this.running = new java.util.LinkedHashSet<>(task.hosts());
        // In the order of the inventory, whoever is first.
        task.hosts().forEach(host -> waiting.put(host, new ArrayList<>()));
    }

    Event.TaskStarted task() {
        return task;
    }

    Set<String> running() {
        return running;
    }

    Instant since() {
        return task.at();
    }

    Iterable<Event.Progress> progress() {
        return progress.values();
    }

    Map<String, Duration> times() {
        return times;
    }

    boolean hasWaiting() {
        return waiting.values().stream().anyMatch(lines -> !lines.isEmpty());
    }

    /** Whether the task is one whose result is what it is for. */
    boolean speaks() {
        return task.action().substring(task.action().lastIndexOf('.') + 1).equals("debug");
    }

    /** Whether it brings further tasks; what it brings is said by an event of its own. */
    boolean includes() {
        return List.of("include_tasks", "include_role", "include").contains(task.action());
    }

    void progress(Event.Progress event) {
        progress.put(event.host(), event);
    }

    void item(String host, @Nullable String delegatedTo, Shown shown, boolean failed) {
        progress.remove(host);
        add(host, delegatedTo, shown);
        if (failed) {
            failedItems.add(host);
        }
    }

    boolean hadFailedItem(String host) {
        return failedItems.contains(host);
    }

    void finished(String host, Duration took) {
        running.remove(host);
        progress.remove(host);
        times.put(host, took);
    }

    void add(String host, @Nullable String delegatedTo, Shown shown) {
        String name = delegatedTo == null || delegatedTo.equals(host) ? host : host + " -> " + delegatedTo;
        waiting.computeIfAbsent(host, h -> new ArrayList<>()).add(new Line(name, shown));
    }

    /** What was waiting, equal results together; nothing waits afterwards. */
    String flush(boolean colours) {
        Map<Shown, List<String>> groups = new LinkedHashMap<>();
        waiting.values().forEach(lines -> {
            lines.forEach(line -> groups.computeIfAbsent(line.shown(), s -> new ArrayList<>()).add(line.host()));
            lines.clear();
        });
        StringBuilder out = new StringBuilder();
        groups.forEach((shown, hosts) -> {
            out.append(shown.diff());
            String line = shown.before() + "[" + String.join(", ", new LinkedHashSet<>(hosts)) + "]" + shown.after();
            if (!shown.before().isEmpty()) {
                out.append(shown.colour().paint(line, colours)).append('\n');
            }
            if (shown.ignored()) {
                out.append(Colour.SKIPPED.paint("...ignoring", colours)).append('\n');
            }
        });
        return out.toString();
    }
}
