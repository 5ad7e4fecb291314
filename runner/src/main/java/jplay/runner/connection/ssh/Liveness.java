package jplay.runner.connection.ssh;

import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import net.schmizz.sshj.common.SSHException;

/**
 * Finds out that a host is gone, from whose silence alone TCP would conclude so after a quarter of an hour. One timer
 * for all connections; whatever may block on a dead one happens elsewhere.
 */
final class Liveness implements AutoCloseable {
    private static final int MISSES = 3;

    private final Duration interval;
    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            task -> Thread.ofPlatform().daemon().name("ssh-liveness").unstarted(task));
    private final ExecutorService senders = Executors.newCachedThreadPool(
            task -> Thread.ofPlatform().daemon().name("ssh-keepalive").unstarted(task));

    private static final class Watched {
        private final Client client;
        private final AtomicBoolean sending = new AtomicBoolean();
        private int misses;

        Watched(Client client) {
            this.client = client;
        }
    }

    Liveness(Duration interval) {
        this.interval = interval;
        timer.scheduleWithFixedDelay(this::tick, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** From after the login on: before, the protocol allows no such request. */
    void watch(Client client) {
        all.add(new Watched(client));
    }

    void forget(Client client) {
        all.removeIf(watched -> watched.client == client);
    }

    /** Something that is done over a connection. */
    interface Step<E extends Exception> {
        void run() throws IOException, E;
    }

    /** Closes the connection if the step is not done when the time is over. */
    <E extends Exception> void within(Duration time, Client client, String why, Step<E> step) throws IOException, E {
        var task =
                timer.schedule(() -> senders.execute(() -> client.cut(why)), time.toMillis(), TimeUnit.MILLISECONDS);
        try {
            step.run();
        } finally {
            task.cancel(false);
        }
    }

    private void tick() {
        for (Watched watched : all) {
            Wire wire = watched.client.wire();
            if (wire.silence().compareTo(interval) < 0) {
                watched.misses = 0;
            } else if (watched.misses >= MISSES) {
                all.remove(watched);
                senders.execute(() -> lose(watched.client));
            } else {
                watched.misses++;
                ask(watched);
            }
        }
    }

    private void ask(Watched watched) {
        if (watched.sending.compareAndSet(false, true)) {
            senders.execute(() -> {
                try {
                    watched.client.getConnection().sendGlobalRequest("keepalive@openssh.com", true, new byte[0]);
                } catch (SSHException e) {
                    // Whoever waits for this connection is told so by it.
                } finally {
                    watched.sending.set(false);
                }
            });
        }
    }

    private void lose(Client client) {
        long millis = interval.toMillis() * (MISSES + 1);
        client.cut("the host has not answered for " + millis / 1000.0 + " s");
    }

    @Override
    public void close() {
        timer.shutdownNow();
        senders.shutdown();
    }
}
