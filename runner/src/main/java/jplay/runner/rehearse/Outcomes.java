package jplay.runner.rehearse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.TaskResult;
import jplay.tasks.contract.Diff;
import org.jspecify.annotations.Nullable;

/** What a run came to: for each item of each task on each host whether it changed something, and what. */
public final class Outcomes implements Listener {
    private final Map<Long, Event.TaskStarted> tasks = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final Map<List<Object>, Integer> items = new HashMap<>();
    private final Map<List<Object>, Integer> occurrences = new HashMap<>();
    private final Map<Key, Outcome> outcomes = new LinkedHashMap<>();
    private final Set<String> hosts = new LinkedHashSet<>();

    /** What became of an item, or of a task without a loop. */
    public enum Status { UNCHANGED, CHANGED, MAYBE, FAILED }

    /**
     * An item of a task on a host.
     *
     * @param at where the task stands
     * @param time how often it has run on this host before (included twice, or in a loop)
     * @param item its place in the loop, from 1; 0 where there is no loop, or none was gone through
     */
    public record Key(String host, String at, int time, int item) {
        Key whole() {
            return new Key(host, at, time, 0);
        }
    }

    /**
     * What came of it.
     *
     * @param task as people call it
     * @param on the host that it was done on
     * @param paths what it names in its result and diff
     */
    public record Outcome(Status status, String task, String action, String on, List<String> paths) {}

    @Override
    public synchronized void on(Event event) {
        switch (event) {
            case Event.TaskStarted e -> tasks.put(e.id(), e);
            case Event.ItemFinished e -> {
                int item = items.merge(List.of(e.task(), e.host()), 1, Integer::sum);
                put(e.task(), e.host(), e.delegatedTo(), item, e.label(), e.result());
            }
            case Event.HostFinished e -> {
                hosts.add(e.host());
                if (!items.containsKey(List.<Object>of(e.task(), e.host())) || e.result() instanceof TaskResult.Failed) {
                    put(e.task(), e.host(), e.delegatedTo(), 0, null, e.result());
                }
            }
            default -> { }
        }
    }

    private void put(long id, String host, @Nullable String delegated, int item, @Nullable String label, TaskResult result) {
        Event.@Nullable TaskStarted task = tasks.get(id);
        if (task == null) {
            return;
        }
        int time = occurrences.computeIfAbsent(List.of(id, host), k -> times.merge(host + " " + task.span(), 1, Integer::sum));
        String name = (task.role() == null ? "" : task.role() + " : ") + task.name() + (label == null ? "" : " (item=" + label + ")");
        outcomes.put(new Key(host, task.span().toString(), time, item), new Outcome(
                status(result), name, task.action(), delegated == null ? host : delegated, paths(result)));
    }

    private static Status status(TaskResult result) {
        return switch (result) {
            case TaskResult.Changed r -> Status.CHANGED;
            case TaskResult.Maybe r -> Status.MAYBE;
            case TaskResult.Failed r when Boolean.TRUE.equals(r.values().get("changed")) && r.ignored() -> Status.CHANGED;
            case TaskResult.Failed r when !r.ignored() -> Status.FAILED;
            case TaskResult.Unreachable r -> Status.FAILED;
            default -> Status.UNCHANGED;
        };
    }

    private static List<String> paths(TaskResult result) {
        List<String> paths = new ArrayList<>();
        result.values().values().forEach(value -> {
            if (value instanceof String text) {
                paths.add(text);
            }
        });
        if (result instanceof TaskResult.Changed changed) {
            for (Diff diff : changed.diffs()) {
                for (Diff.Entry entry : diff.entries()) {
                    switch (entry) {
                        case Diff.Text text -> paths.add(text.afterHeader());
                        case Diff.Properties properties -> paths.add(properties.name());
                    }
                }
            }
        }
        paths.removeIf(path -> !path.startsWith("/") || path.contains("\n"));
        return paths;
    }

    /** All of them, in the order they came. */
    public Map<Key, Outcome> all() {
        return outcomes;
    }

    /** The hosts that had a task. */
    public Set<String> hosts() {
        return hosts;
    }
}
