package jplay.runner.execute;

import java.util.List;
import jplay.runner.model.Task;

/** Runs the handlers that were notified: each once, in the order they are defined. */
final class Handlers {
    private final RunContext context;
    private final PlayContext play;

    Handlers(RunContext context, PlayContext play) {
        this.context = context;
        this.play = play;
    }

    /**
     * Runs what the hosts have been notified of.
     *
     * @param force also on hosts that have failed
     */
    void flush(ItemsRunner runner, List<HostRun> hosts, boolean force) {
        for (Task handler : List.copyOf(play.handlers())) {
            List<HostRun> notified = hosts.stream()
                    .filter(host -> take(host, handler))
                    .filter(host -> !host.unreachable && !host.refused && !host.ended && (force || !host.failed))
                    .toList();
            List<HostRun> maybe = hosts.stream()
                    .filter(host -> takeMaybe(host, handler))
                    .filter(host -> !host.unreachable && !host.refused && !host.ended && (force || !host.failed) && !notified.contains(host))
                    .toList();
            if (!context.options().handlers()) {
                continue;
            }
            if (!maybe.isEmpty()) {
                runner.maybe(handler, maybe);
            }
            if (notified.isEmpty()) {
                continue;
            }
            List<HostRun> failedBefore = notified.stream().filter(host -> host.failed).toList();
            failedBefore.forEach(host -> host.failed = false);
            runner.run(List.of(handler), notified);
            failedBefore.forEach(host -> host.failed = true);
        }
    }

    private static boolean takeMaybe(HostRun host, Task handler) {
        synchronized (host.notified) {
            return host.maybeNotified.remove(handler);
        }
    }

    private static boolean take(HostRun host, Task handler) {
        synchronized (host.notified) {
            return host.notified.remove(handler);
        }
    }
}
