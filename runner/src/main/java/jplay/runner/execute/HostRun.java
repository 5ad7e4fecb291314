package jplay.runner.execute;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Set;
import jplay.runner.event.Event;
import jplay.runner.event.TaskResult;
import jplay.runner.model.Role;
import jplay.runner.model.Task;
import jplay.tasks.contract.Pending;
import org.jspecify.annotations.Nullable;

/** A host in a run: what became of it so far. Used by one thread at a time. */
final class HostRun {
    final String name;
    /** In check mode, what would have been done to it; shared by all that delegate to it. */
    private @Nullable Pending pending;
    /** The handlers that were notified and have not run. */
    final Set<Task> notified = new LinkedHashSet<>();
    /** In check mode: those that were notified by what may or may not change. */
    final Set<Task> maybeNotified = new LinkedHashSet<>();
    /** The roles that {@code meta: end_role} has ended for it, as they were used. */
    final Set<Role> rolesEnded = Collections.newSetFromMap(new IdentityHashMap<>());
    /** The roles that have run on it. */
    final Set<String> roles = java.util.concurrent.ConcurrentHashMap.newKeySet();
    /** Ended by {@code meta: end_host}. */
    boolean ended;
    boolean unreachable;
    boolean failed;
    /** Whether the failure that it may be rescued from is among its failures; not so where another host's failed it. */
    private boolean failureCounted;
    /** Taken out of the run for good: it is not as a kept plan saw it, or would become another. */
    boolean refused;
    /** In how many includes it is that a kept plan leaves open. */
    int free;
    /** Handlers that were notified in there. */
    final Set<Task> freeHandlers = java.util.concurrent.ConcurrentHashMap.newKeySet();
    /** How often its failures were forgotten. */
    int forgiven;
    private int ok;
    private int changed;
    private int unreachableCount;
    private int failures;
    private int skipped;
    private int rescued;
    private int ignored;
    private int maybe;

    HostRun(String name) {
        this.name = name;
    }

    synchronized Pending pendingOrNew() {
        if (pending == null) {
            pending = new Pending();
        }
        return pending;
    }

    boolean gone() {
        return failed || unreachable || refused;
    }

    void count(TaskResult result) {
        switch (result) {
            case TaskResult.Ok r -> ok++;
            case TaskResult.Changed r -> {
                ok++;
                changed++;
            }
            case TaskResult.Skipped r -> skipped++;
            case TaskResult.Maybe r -> maybe++;
            case TaskResult.Failed r when r.ignored() -> {
                ok++;
                ignored++;
                if (Boolean.TRUE.equals(r.values().get("changed"))) {
                    changed++;
                }
            }
            case TaskResult.Failed r -> {
                failures++;
                failureCounted = true;
            }
            case TaskResult.Unreachable r when r.ignored() -> {
                ok++;
                ignored++;
            }
            case TaskResult.Unreachable r -> unreachableCount++;
        }
    }

    /** Counts what a task included: each file, but no role. */
    void countIncluded(int files) {
        ok += files - 1;
    }

    /** A block's rescue takes the failure back. */
    void rescue() {
        failed = false;
        if (failureCounted) {
            rescued++;
            failures--;
            failureCounted = false;
        }
    }

    /** Forgets that it failed or could not be reached: from the next play on, it is back; in a block's always, at once. */
    void forgive() {
        ended = ended || gone();
        forgiven++;
        failed = false;
        unreachable = false;
    }

    /** Whether any task ran on it. */
    boolean seen() {
        return ok + unreachableCount + failures + skipped + rescued + ignored + maybe > 0;
    }

    Event.HostStats stats() {
        return new Event.HostStats(ok, changed, unreachableCount, failures, skipped, rescued, ignored, maybe);
    }
}
