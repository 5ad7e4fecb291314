package jplay.runner.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What changed on hosts without a task's owning up to it. */
public final class Hidden {
    private Hidden() {}

    /** By the listings before and after a run, each by host; a line for each thing. */
    public static List<String> of(Outcomes run, Map<String, HostListing> before, Map<String, HostListing> after) {
        List<String> hidden = new ArrayList<>();
        before.forEach((host, was) -> {
            List<Outcomes.Outcome> changed = run.all().values().stream()
                    .filter(outcome -> outcome.status() == Outcomes.Status.CHANGED && outcome.on().equals(host))
                    .toList();
            for (String thing : was.changes(after.getOrDefault(host, was))) {
                if (!Explained.by(changed, thing, !was.things().containsKey(thing))) {
                    hidden.add(host + ": " + thing);
                }
            }
        });
        return hidden;
    }
}
