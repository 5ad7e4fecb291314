package jplay.runner.rehearse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How far a check and the run after it agree.
 *
 * @param agreed how many changes both had
 * @param disagreements what one of them had alone, and what changed on a host without a task's saying so
 * @param maybes how many tasks check mode left open
 * @param tasks how many tasks there were, each host's own
 * @param failures what failed in either
 */
public record Agreement(int agreed, List<String> disagreements, int maybes, int tasks, List<String> failures) {

    /** Compares by host, task and item; what check mode called maybe counts for neither side. */
    public static Agreement of(Outcomes check, Outcomes run, List<String> hidden) {
        Set<Outcomes.Key> keys = new LinkedHashSet<>(run.all().keySet());
        keys.addAll(check.all().keySet());
        int agreed = 0;
        Set<Outcomes.Key> tasks = new LinkedHashSet<>();
        Set<Outcomes.Key> maybes = new LinkedHashSet<>();
        List<String> disagreements = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Outcomes.Key key : keys) {
            tasks.add(key.whole());
            boolean foreseen = is(check, key, Outcomes.Status.CHANGED);
            boolean done = is(run, key, Outcomes.Status.CHANGED);
            if (is(check, key, Outcomes.Status.MAYBE) || is(check, key.whole(), Outcomes.Status.MAYBE)) {
                maybes.add(key.whole());
            } else if (foreseen && done) {
                agreed++;
            } else if (foreseen || done) {
                disagreements.add((foreseen ? "only the check: " : "only the run: ") + name(key, check, run));
            }
            failed(key, check, "the check", failures);
            failed(key, run, "the run", failures);
        }
        hidden.forEach(path -> disagreements.add("no task says: " + path));
        return new Agreement(agreed, disagreements, maybes.size(), tasks.size(), failures);
    }

    private static boolean is(Outcomes outcomes, Outcomes.Key key, Outcomes.Status status) {
        Outcomes.@Nullable Outcome outcome = outcomes.all().get(key);
        return outcome != null && outcome.status() == status;
    }

    private static void failed(Outcomes.Key key, Outcomes of, String where, List<String> failures) {
        if (is(of, key, Outcomes.Status.FAILED)) {
            failures.add(where + ": " + name(key, of, of));
        }
    }

    private static String name(Outcomes.Key key, Outcomes first, Outcomes second) {
        Map<Outcomes.Key, Outcomes.Outcome> all = first.all().containsKey(key) ? first.all() : second.all();
        Outcomes.@Nullable Outcome outcome = all.get(key);
        return key.host() + ": " + (outcome == null ? "" : outcome.task()) + " (" + key.at() + ")";
    }

    /** Of all that either changed, how much both did; in percent. */
    public double percent() {
        int all = agreed + disagreements.size();
        return all == 0 ? 100 : 100.0 * agreed / all;
    }

    /** How many of the tasks were left open; in percent. */
    public double maybePercent() {
        return tasks == 0 ? 0 : 100.0 * maybes / tasks;
    }

    /** For people. */
    public String text() {
        StringBuilder out = new StringBuilder();
        failures.forEach(line -> out.append("failed in ").append(line).append('\n'));
        disagreements.forEach(line -> out.append(line).append('\n'));
        return out.append(String.format(Locale.ROOT,
                "agreement: %.1f %% (%d of %d changes), maybes: %.1f %% (%d of %d tasks)%n",
                percent(), agreed, agreed + disagreements.size(), maybePercent(), maybes, tasks)).toString();
    }
}
