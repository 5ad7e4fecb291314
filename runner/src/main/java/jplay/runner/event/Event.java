package jplay.runner.event;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import jplay.runner.source.Problem;
import jplay.runner.source.SourceSpan;
import org.jspecify.annotations.Nullable;

/** One thing that happened in a run, in the order it happened. Events carry no secrets: results of {@code no_log} tasks are censored before they get here. */
public sealed interface Event {

    record RunStarted(Instant at, List<String> playbooks, int plays, boolean check, boolean diff) implements Event {}

    record PlaybookStarted(String file) implements Event {}

    record PlayStarted(String name, List<String> hosts, SourceSpan span) implements Event {}

    /** No host matched, or all that did have failed before. */
    record PlaySkipped(String name, String reason) implements Event {}

    /**
     * A task begins on its hosts.
     *
     * @param id the same in all events of this task; unique in the run
     * @param role the role's name, or null
     * @param handler whether it runs as a handler
     * @param speaks whether Ansible shows its result in any case
     */
    record TaskStarted(
            long id, String name, @Nullable String role, String action, boolean handler, SourceSpan span, List<String> hosts, Instant at,
            boolean speaks)
            implements Event {

        public TaskStarted(
                long id, String name, @Nullable String role, String action, boolean handler, SourceSpan span, List<String> hosts, Instant at) {
            this(id, name, role, action, handler, span, hosts, at, action.equals("debug"));
        }
    }

    /** One item of a loop on one host. {@code label} is how the item is shown. */
    record ItemFinished(long task, String host, @Nullable String delegatedTo, String label, TaskResult result)
            implements Event {}

    /** An attempt of a task with {@code until} or {@code retries} did not do; {@code left} more will be made. */
    record Retrying(long task, String host, int left, TaskResult result) implements Event {}

    /** A task is done on one host; for a loop, {@code result} sums it up and {@code loop} is true. */
    record HostFinished(
            long task, String host, @Nullable String delegatedTo, TaskResult result, boolean loop, Duration took)
            implements Event {}

    /** A task is done on all its hosts. */
    record TaskFinished(long task) implements Event {}

    /** A file of tasks or a role was included for hosts. */
    record Included(long task, String what, String path, @Nullable String label, List<String> hosts) implements Event {}

    /** How far long work has come, for a live line: bytes of a download, a wait. {@code total} is -1 where unknown. */
    record Progress(long task, String host, String what, long done, long total) implements Event {}

    record Warning(Problem problem) implements Event {}

    /** A line for the user that is no result: {@code --step}, {@code pause}. */
    record Message(String text) implements Event {}

    /** A play ends for all its hosts since too many have failed. */
    record NoHostsLeft() implements Event {}

    record PlayFinished(String name) implements Event {}

    /** @param exit the exit code by Ansible's table */
    record RunFinished(Map<String, HostStats> stats, int exit, boolean interrupted, Duration took) implements Event {}

    /** A host's line of the recap; {@code maybe} counts what check mode cannot foretell. */
    record HostStats(int ok, int changed, int unreachable, int failed, int skipped, int rescued, int ignored, int maybe) {
        public HostStats(int ok, int changed, int unreachable, int failed, int skipped, int rescued, int ignored) {
            this(ok, changed, unreachable, failed, skipped, rescued, ignored, 0);
        }
    }
}
