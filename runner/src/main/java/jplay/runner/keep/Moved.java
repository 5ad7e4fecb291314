package jplay.runner.keep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is no longer as a kept plan saw it, by another check of the same. */
public final class Moved {
    private static final int MOST = 5;

    private Moved() {}

    /** The hosts that are not as they were, and how; in the plan's order. */
    public static Map<String, String> hosts(KeptPlan plan, Recorder now) {
        Map<String, Map<String, List<Entry>>> before = byTask(plan.entries());
        Map<String, Map<String, List<Entry>>> after = byTask(now.entries());
        Map<String, String> moved = new LinkedHashMap<>();
        for (String host : plan.hosts()) {
            List<String> found = found(before.getOrDefault(host, Map.of()), after.getOrDefault(host, Map.of()));
            if (plan.failures().containsKey(host)) {
                moved.put(host, "the plan for it ends with a failure: " + plan.failures().get(host));
            } else if (!found.isEmpty()) {
                moved.put(host, "it is no longer as the plan saw it: " + String.join("; ", found.subList(0, Math.min(MOST, found.size())))
                        + (found.size() > MOST ? "; and " + (found.size() - MOST) + " more" : ""));
            } else if (now.failures().containsKey(host)) {
                moved.put(host, String.valueOf(now.failures().get(host)));
            }
        }
        return moved;
    }

    private static Map<String, Map<String, List<Entry>>> byTask(List<Entry> entries) {
        Map<String, Map<String, List<Entry>>> tasks = new HashMap<>();
        for (Entry entry : entries) {
            entry.where().hosts().forEach(host -> tasks.computeIfAbsent(host, key -> new LinkedHashMap<>())
                    .computeIfAbsent(entry.where().at(), key -> new ArrayList<>()).add(entry));
        }
        return tasks;
    }

    /** Things by their names; what would be done otherwise only where no thing explains it. */
    private static List<String> found(Map<String, List<Entry>> before, Map<String, List<Entry>> after) {
        Map<String, String> things = new LinkedHashMap<>();
        List<String> tasks = new ArrayList<>();
        before.forEach((at, was) -> {
            List<Entry> is = after.getOrDefault(at, List.of());
            for (String thing : differing(state(was), state(is))) {
                things.putIfAbsent(thing, thing + " (" + task(was) + ")");
            }
            if (!steps(was).equals(steps(is))) {
                tasks.add(task(was) + " would now do something else");
            }
        });
        after.forEach((at, is) -> {
            if (!before.containsKey(at) && !steps(is).isEmpty()) {
                tasks.add(task(is) + " is not in the plan");
            }
        });
        return things.isEmpty() ? tasks : List.copyOf(things.values());
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
