package jplay.runner.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import jplay.runner.event.Event;

/** The last line of a terminal while work takes long: who is still at it, for how long, and how far. */
final class LiveLine {
    static final String ERASE = "\r\033[K";
    /** What is done sooner needs no line. */
    static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int HOSTS_SHOWN = 5;

    private LiveLine() {}

    /** The line, or "" where nothing takes long. */
    static String of(Collection<TaskView> tasks, Instant now, int columns) {
        List<String> parts = new ArrayList<>();
        for (TaskView task : tasks) {
            Duration time = Duration.between(task.since(), now);
            if (time.compareTo(PATIENCE) >= 0 && !task.running().isEmpty()) {
                parts.add(hosts(task) + " " + time.toSeconds() + "s" + progress(task));
            }
        }
        if (parts.isEmpty()) {
            return "";
        }
        String line = "… " + String.join("; ", parts);
        int room = columns - 1;
        return line.length() <= room ? line : line.substring(0, room - 1) + "…";
    }

    private static String hosts(TaskView task) {
        List<String> hosts = List.copyOf(task.running());
        return hosts.size() <= HOSTS_SHOWN
                ? String.join(", ", hosts)
                : String.join(", ", hosts.subList(0, HOSTS_SHOWN)) + " and " + (hosts.size() - HOSTS_SHOWN) + " more";
    }

    private static String progress(TaskView task) {
        StringBuilder out = new StringBuilder();
        boolean several = task.running().size() > 1;
        for (Event.Progress p : task.progress()) {
            out.append(out.isEmpty() ? ": " : ", ").append(several ? p.host() + " " : "").append(Printable.of(p.what()));
            if (p.total() > 0) {
                out.append(' ').append(Amounts.bytes(p.done())).append(" of ").append(Amounts.bytes(p.total()));
            } else if (p.done() > 0) {
                out.append(' ').append(Amounts.bytes(p.done()));
            }
        }
        return out.toString();
    }
}
