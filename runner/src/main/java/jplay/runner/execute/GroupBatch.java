package jplay.runner.execute;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import jplay.runner.execute.HostSession.Group;
import jplay.runner.execute.HostSession.Outcome;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import org.jspecify.annotations.Nullable;

/** The effects of several items in one request, and then all that is to be known after them. */
final class GroupBatch {
    private final Batch batch = new Batch();
    private final List<Group> groups = new ArrayList<>();
    /** The variables that hold how refreshes ended. */
    private final Map<Effect, String> refreshes = new HashMap<>();
    private final TreeSet<String> looksAt = new TreeSet<>();

    /**
     * Whether the group can come along: the request is not too long yet, and what is looked at after its effects is
     * apart from what is looked at after the others'.
     */
    boolean takes(Group group) {
        if (groups.isEmpty()) {
            return true;
        }
        return batch.length() <= HostSession.MAX_SCRIPT && group.after().all().stream().allMatch(this::isApart);
    }

    /** What one item makes may show in a directory above it, or in what another item makes below it. */
    private boolean isApart(Read<?> read) {
        String name = read.subject().name();
        String below = looksAt.ceiling(name);
        if (below != null && (below.equals(name) || below.startsWith(name + "/"))) {
            return false;
        }
        for (int slash = name.indexOf('/', 1); slash > 0; slash = name.indexOf('/', slash + 1)) {
            if (looksAt.contains(name.substring(0, slash))) {
                return false;
            }
        }
        return true;
    }

    void add(Group group, Function<Effect, String> piece) {
        batch.beginGroup();
        group.effects().forEach(effect -> add(effect, piece));
        batch.endGroup();
        groups.add(group);
        group.after().all().forEach(read -> looksAt.add(read.subject().name()));
    }

    /** What refreshes the host's own view of itself does so for all items that ask for it, as long as nothing changes. */
    private void add(Effect effect, Function<Effect, String> piece) {
        if (effect.changes()) {
            refreshes.clear();
            batch.addStep(piece.apply(effect), effect);
            return;
        }
        @Nullable String known = refreshes.get(effect);
        if (known != null) {
            batch.addStep("exit $" + known, effect);
        } else {
            String status = "_jp_refresh" + batch.size();
            refreshes.put(effect, status);
            batch.addStep(piece.apply(effect), effect, status);
        }
    }

    /** The request; nothing can be added to it then. */
    Batch ended() {
        batch.addReads(groups.stream().flatMap(group -> group.after().all().stream()).toList());
        return batch;
    }

    /** What each group came to. */
    List<Outcome> outcomes(List<@Nullable Output> outputs) {
        List<Outcome> outcomes = new ArrayList<>();
        int at = 0;
        int reads = groups.stream().mapToInt(group -> group.effects().size()).sum();
        for (Group group : groups) {
            int effects = group.effects().size();
            List<Output> own = HostSession.ran(outputs.subList(at, at + effects));
            boolean done = own.size() == effects && (own.isEmpty() || own.get(effects - 1).exit() == 0);
            if (own.isEmpty() && effects > 0) {
                own = List.of(new Output(1, new byte[0], "it was not run".getBytes(StandardCharsets.UTF_8)));
            }
            at += effects;
            int after = group.after().all().size();
            if (done) {
                HostSession.answer(group.after(), outputs.subList(reads, reads + after), group.into());
            }
            reads += after;
            outcomes.add(new Outcome(own, done ? null : group.effects().get(own.size() - 1)));
        }
        return outcomes;
    }
}
