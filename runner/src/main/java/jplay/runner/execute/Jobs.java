package jplay.runner.execute;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The jobs that were started by {@code poll: 0}, by host and id. */
final class Jobs implements AutoCloseable {
    private final Map<Key, Job> all = new ConcurrentHashMap<>();

    private record Key(String host, String id) {}

    void add(String host, Job job) {
        all.put(new Key(host, job.id()), job);
    }

    @Nullable Job find(String host, String id) {
        return all.get(new Key(host, id));
    }

    @Override
    public void close() {
        all.values().forEach(Job::abandon);
    }
}
