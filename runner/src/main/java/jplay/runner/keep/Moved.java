package jplay.runner.keep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is no longer as a kept plan saw it, by another check of the same. */
public final class Moved {
    private static final int MOST = 5;

    private Moved() {}

    /** The hosts that are not as they were, and how; in the plan's order. */
    public static Map<String, Refusal> hosts(KeptPlan plan, Recorder now) {
        Map<String, Map<String, List<Entry>>> before = byTask(plan.entries());
        Map<String, Map<String, List<Entry>>> after = byTask(now.entries());
        Map<String, String> failures = now.failures();
        Map<String, Refusal> moved = new LinkedHashMap<>();
        for (String host : plan.hosts()) {
            @Nullable String why = why(plan.failures().get(host), before.getOrDefault(host, Map.of()), after.getOrDefault(host, Map.of()), failures.get(host));
            if (now.isUnreachable(host)) {
                moved.put(host, new Refusal(String.valueOf(failures.get(host)), true));
            } else if (why != null) {
                moved.put(host, new Refusal(why, false));
            }
        }
        return moved;
    }

    private static @Nullable String why(@Nullable String planned, Map<String, List<Entry>> before, Map<String, List<Entry>> after, @Nullable String failure) {
        if (planned != null) {
            return "the plan for it ends with a failure: " + planned;
        }
        List<String> things = things(before, after);
        if (things.isEmpty() && failure != null) {
            return "it would fail now: " + failure;
        }
        List<String> found = things.isEmpty() ? tasks(before, after) : things;
        return found.isEmpty() ? null : "it is no longer as the plan saw it: " + String.join("; ", found.subList(0, Math.min(MOST, found.size())))
                + (found.size() > MOST ? "; and " + (found.size() - MOST) + " more" : "");
    }

    private static Map<String, Map<String, List<Entry>>> byTask(List<Entry> entries) {
        Map<String, Map<String, List<Entry>>> tasks = new HashMap<>();
        for (Entry entry : entries) {
            entry.where().hosts().forEach(host -> tasks.computeIfAbsent(host, key -> new LinkedHashMap<>())
                    .computeIfAbsent(entry.where().at(), key -> new ArrayList<>()).add(entry));
        }
        return tasks;
    }

    private static List<String> things(Map<String, List<Entry>> before, Map<String, List<Entry>> after) {
        Map<String, String> things = new LinkedHashMap<>();
        before.forEach((at, was) -> differing(state(was), state(after.getOrDefault(at, List.of())))
                .forEach(thing -> things.putIfAbsent(thing, thing + " (" + task(was) + ")")));
        return List.copyOf(things.values());
    }

    private static List<String> tasks(Map<String, List<Entry>> before, Map<String, List<Entry>> after) {
        List<String> tasks = new ArrayList<>();
        before.forEach((at, was) -> {
            if (!steps(was).equals(steps(after.getOrDefault(at, List.of())))) {
                tasks.add(task(was) + " would now do something else");
            }
        });
        after.forEach((at, is) -> {
            if (!before.containsKey(at) && !steps(is).isEmpty()) {
                tasks.add(task(is) + " is not in the plan");
            }
        });
        return tasks;
    }

    private static String task(List<Entry> entries) {
        Where where = entries.get(0).where();
        return "'" + where.task() + "' at " + where.at();
    }

    private static Map<String, TreeSet<String>> state(List<Entry> entries) {
        Map<String, TreeSet<String>> state = new LinkedHashMap<>();
        for (Entry entry : entries) {
            String on = entry.where().hosts().contains(entry.where().on()) ? "" : " on " + entry.where().on();
            entry.state().forEach((name, prints) -> state.computeIfAbsent(name + on, key -> new TreeSet<>()).addAll(prints));
        }
        return state;
    }

    /** What both have seen and is another comes first: the rest follows from it. */
    private static List<String> differing(Map<String, TreeSet<String>> was, Map<String, TreeSet<String>> is) {
        List<String> names = new ArrayList<>();
        was.forEach((name, prints) -> {
            if (is.containsKey(name) && !prints.equals(is.get(name))) {
                names.add(name);
            }
        });
        if (names.isEmpty() && !is.isEmpty()) {
            was.keySet().stream().filter(name -> !is.containsKey(name)).forEach(names::add);
            is.keySet().stream().filter(name -> !was.containsKey(name)).forEach(names::add);
        }
        return names;
    }

    private static TreeSet<String> steps(List<Entry> entries) {
        TreeSet<String> steps = new TreeSet<>();
        for (Entry entry : entries) {
            if (entry.status() == Entry.Status.OPEN) {
                steps.add("open");
            } else if (!entry.steps().isEmpty()) {
                steps.add(entry.steps().stream().map(s -> s.what() + " " + s.exact()).toList().toString());
            }
        }
        return steps;
    }
}
