package jplay.runner.keep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;

/** Lets a run do what a kept plan has, and nothing else. */
public final class Gate implements Book {
    private final Fingerprint fingerprint;
    private final Set<String> refused;
    private final Map<String, List<Entry>> planned = new HashMap<>();

    /** @param refused the hosts that must be left as they are */
    public Gate(Fingerprint fingerprint, List<Entry> entries, Set<String> refused) {
        this.fingerprint = fingerprint;
        this.refused = refused;
        for (Entry entry : entries) {
            entry.where().hosts().forEach(host -> planned.computeIfAbsent(key(host, entry.where().at()), k -> new ArrayList<>()).add(entry));
        }
    }

    private static String key(String host, String at) {
        return host + " " + at;
    }

    @Override
    public void decided(Supplier<Where> where, Plan plan, Supplier<Map<Read<?>, Answer<?>>> seen) {
        List<Entry.Step> steps = Recorder.steps(fingerprint, plan);
        if (steps.isEmpty()) {
            return;
        }
        Where at = where.get();
        if (refused.contains(at.on())) {
            throw new OffPlan("it would change " + at.on() + ", which is no longer as the plan saw it");
        }
        List<Entry> entries = planned(at);
        if (entries.stream().noneMatch(entry -> entry.status() == Entry.Status.OPEN || entry.allows(steps))) {
            boolean changes = entries.stream().anyMatch(entry -> !entry.steps().isEmpty());
            throw new OffPlan((changes ? "it would change something else than the plan says" : "it would change something, and the plan says it would not")
                    + (at.hidden() ? "" : ": " + String.join(", ", steps.stream().map(Entry.Step::does).toList()))
                    + "; nothing of it was done");
        }
    }

    private List<Entry> planned(Where at) {
        return at.hosts().stream().flatMap(host -> planned.getOrDefault(key(host, at.at()), List.of()).stream()).toList();
    }

    @Override
    public boolean isOpen(Supplier<Where> where) {
        return planned(where.get()).stream().anyMatch(entry -> entry.status() == Entry.Status.OPEN);
    }

    @Override
    public void open(Supplier<Where> where, String reason) {}
}
