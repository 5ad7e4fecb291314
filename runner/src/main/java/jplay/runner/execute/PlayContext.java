package jplay.runner.execute;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import jplay.runner.model.Play;
import jplay.runner.model.Task;
import jplay.runner.model.TaskReader;
import jplay.runner.source.Node;
import org.jspecify.annotations.Nullable;

/**
 * A play on one batch of its hosts.
 *
 * @param batch the hosts of this batch, those that failed too
 * @param handlers those of the play and of the roles that were included so far
 * @param rolesDone roles that ran and need not run again
 */
record PlayContext(
        Play play,
        List<HostRun> batch,
        TaskReader reader,
        List<Task> handlers,
        Set<String> rolesDone,
        Flow flow) {

    static PlayContext of(Play play, List<HostRun> batch, TaskReader reader) {
        return new PlayContext(
                play, batch, reader, new CopyOnWriteArrayList<>(play.allHandlers()), ConcurrentHashMap.newKeySet(), new Flow());
    }

    /** What {@code meta} and errors make of the play as a whole. */
    static final class Flow {
        volatile boolean ended;
        volatile boolean batchEnded;
        /** Some failures were made those of all hosts. */
        volatile boolean fatal;
    }

    /** The hosts that are still in it. */
    List<HostRun> active() {
        return batch.stream().filter(host -> !host.gone() && !host.ended).toList();
    }

    boolean runsOnce(Task task, RunContext context) {
        @Nullable Node once = task.attributes().nearest("run_once");
        return once != null && context.evaluator().flag(
                once, context.variables().scope(batch.get(0).name, play, task.attributes(), Map.of()));
    }
}
