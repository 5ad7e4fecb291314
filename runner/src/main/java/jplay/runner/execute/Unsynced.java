package jplay.runner.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jplay.runner.connection.Become;
import jplay.runner.connection.Connection;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Request;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * What was written to a host and has yet to outlast a loss of power. The disk is asked to keep all of it at the end of
 * the run: asked file by file, it would be what a run of many small files spends its time on.
 */
final class Unsynced {
    /** Then they are kept on the way, so that a command line has room for them. */
    private static final int MANY = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Map<Optional<Become>, Set<String>> files = new LinkedHashMap<>();

    synchronized void add(@Nullable Become become, Collection<String> paths) {
        if (!paths.isEmpty()) {
            files.computeIfAbsent(Optional.ofNullable(become), key -> new LinkedHashSet<>()).addAll(paths);
        }
    }

    /** Where there are many, a script that has the disk keep them; else nothing. They count as kept then. */
    synchronized Optional<String> due(@Nullable Become become) {
        Set<String> paths = files.getOrDefault(Optional.ofNullable(become), Set.of());
        return paths.size() < MANY ? Optional.empty() : Optional.ofNullable(files.remove(Optional.ofNullable(become))).map(Unsynced::script);
    }

    /** Has the disk keep all that is left. A host that is gone cannot. */
    void end(Connection connection) {
        for (Map.Entry<Optional<Become>, Set<String>> entry : rest()) {
            try {
                connection.run(Request.of(script(entry.getValue())).withBecome(entry.getKey().orElse(null)).withTimeout(PATIENCE));
            } catch (ConnectionException e) {
                return;
            }
        }
    }

    synchronized boolean isEmpty() {
        return files.isEmpty();
    }

    private synchronized List<Map.Entry<Optional<Become>, Set<String>>> rest() {
        List<Map.Entry<Optional<Become>, Set<String>>> rest = new ArrayList<>(files.entrySet());
        files.clear();
        return rest;
    }

    private static String script(Set<String> paths) {
        return "jp_sync " + Shell.quote(List.copyOf(paths)) + "\n";
    }
}
