package jplay.runner.execute;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import org.jspecify.annotations.Nullable;

/** The answers that were given so far for one item of a task. */
final class Answers implements HostState {
    private final Map<Read<?>, Answer<?>> known = new HashMap<>();
    private final Set<Read<?>> foretold = new HashSet<>();
    private @Nullable String open;

    /** In check mode: what was looked at and is not known before a real run, or null. */
    @Nullable String open() {
        return open;
    }

    void put(Read<?> read, Answer<?> answer) {
        known.put(read, answer);
        foretold.remove(read);
    }

    /** An answer that is not the host's own. */
    void foretell(Read<?> read, Answer<?> answer) {
        known.put(read, answer);
        foretold.add(read);
    }

    /** Whether check mode has made up the answer. */
    boolean isForetold(Read<?> read) {
        return foretold.contains(read);
    }

    /** What was asked. */
    Set<Read<?>> reads() {
        return known.keySet();
    }

    /** What was said, without taking note that somebody looked at it. */
    @Nullable Answer<?> said(Read<?> read) {
        return known.get(read);
    }

    Answers copy() {
        Answers copy = new Answers();
        copy.known.putAll(known);
        return copy;
    }

    /** Lays what is foreseen over what was answered, and answers further reads from it where it can. */
    void refresh(Pending pending, Reads after) {
        for (Read<?> read : List.copyOf(known.keySet())) {
            foresee(pending, read);
        }
        after.all().forEach(read -> foresee(pending, read));
    }

    private <A> void foresee(Pending pending, Read<A> read) {
        known.put(read, read.overlay(pending, get(read)));
    }

    @Override
    @SuppressWarnings("unchecked")
    public <A> Answer<A> get(Read<A> read) {
        Answer<?> answer = known.get(read);
        if (answer instanceof Answer.Unknown<?>(String why, boolean later) && later && open == null) {
            open = why;
        }
        return answer == null ? Answer.unknown("nobody asked for " + read) : (Answer<A>) answer;
    }

    @Override
    public boolean has(Read<?> read) {
        return known.containsKey(read);
    }
}
