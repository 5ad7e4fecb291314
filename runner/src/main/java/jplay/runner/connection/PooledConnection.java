package jplay.runner.connection;

import static jplay.runner.connection.ConnectionException.Kind.INTERRUPTED;
import static jplay.runner.connection.ConnectionException.Kind.LOST;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import jplay.tasks.contract.Content;
import org.jspecify.annotations.Nullable;

/** A host's shells: as many as threads use it at a time, up to what the host allows, each for one user. */
public final class PooledConnection implements Connection {
    /** What is as cheap to send within the request as to upload. */
    private static final int INLINE_STDIN = 1 << 15;

    private static final byte[] NOTHING = {};

    private final Target target;
    private final Pipe.Opener opener;
    private final String prelude;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private final Map<Optional<Become>, Deque<Shell>> idle = new HashMap<>();
    private final Set<Shell> busy = new HashSet<>();
    private int count;
    private boolean closed;
    /** The transport may take a moment longer to notice what one of its channels has met already. */
    private volatile boolean lost;

    public PooledConnection(Target target, Pipe.Opener opener, String prelude) {
        this.target = target;
        this.opener = opener;
        this.prelude = prelude;
    }

    @Override
    public Target target() {
        return target;
    }

    @Override
    public Reply run(Request request) throws ConnectionException {
        Content stdin = request.stdin();
        if (stdin != null && stdin.size() > INLINE_STDIN) {
            return runWithFile(request, stdin);
        }
        return use(request.become(), shell -> shell.run(request, stdin == null ? NOTHING : stdin.bytes()));
    }

    private Reply runWithFile(Request request, Content stdin) throws ConnectionException {
        String file = "/tmp/.jplay-" + Frame.nonce();
        Reply sent = upload(stdin, file, request.become());
        if (!sent.ok()) {
            return sent;
        }
        // Opened and removed at once, so that nothing is left when the script ends in any way.
        String script = "exec <" + file + " && rm -f " + file + "; " + request.script();
        Request reading = new Request(
                script, null, request.become(), request.timeout(), request.environment(), request.maxOutput());
        return use(request.become(), shell -> shell.run(reading, NOTHING));
    }

    @Override
    public Reply upload(Content content, String path, @Nullable Become become) throws ConnectionException {
        return use(become, shell -> {
            try {
                return shell.upload(content, path);
            } finally {
                shell.close();
            }
        });
    }

    @Override
    public void interrupt() {
        List<Shell> running;
        lock.lock();
        try {
            running = List.copyOf(busy);
        } finally {
            lock.unlock();
        }
        running.forEach(Shell::cancel);
    }

    @Override
    public boolean alive() {
        return !lost && opener.alive();
    }

    @Override
    public void close() {
        List<Shell> all = new ArrayList<>();
        lock.lock();
        try {
            closed = true;
            idle.values().forEach(all::addAll);
            idle.clear();
            freed.signalAll();
        } finally {
            lock.unlock();
        }
        interrupt();
        all.forEach(Shell::close);
        opener.close();
    }

    private interface Use {
        Reply on(Shell shell) throws ConnectionException;
    }

    private Reply use(@Nullable Become become, Use use) throws ConnectionException {
        Optional<Become> key = Optional.ofNullable(become);
        Shell shell = take(key);
        try {
            return use.on(shell);
        } catch (ConnectionException e) {
            if (e.kind() == LOST) {
                lost = true;
            }
            throw e;
        } finally {
            giveBack(key, shell);
        }
    }

    private Shell take(Optional<Become> key) throws ConnectionException {
        Shell waiting = reserve(key);
        if (waiting != null) {
            return waiting;
        }
        Shell shell = null;
        try {
            shell = Shell.open(opener, target.name(), key.orElse(null), prelude);
        } finally {
            lock.lock();
            try {
                if (shell == null) {
                    count--;
                    freed.signal();
                } else {
                    busy.add(shell);
                }
            } finally {
                lock.unlock();
            }
        }
        return shell;
    }

    /** A shell that waits for work, or null and the right to open one. */
    private @Nullable Shell reserve(Optional<Become> key) throws ConnectionException {
        lock.lock();
        try {
            while (!closed) {
                Shell shell = idleShell(key);
                if (shell != null) {
                    busy.add(shell);
                    return shell;
                }
                if (count < opener.limit() || evict()) {
                    count++;
                    return null;
                }
                freed.await();
            }
            throw new ConnectionException(LOST, target.name() + ": the connection is closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException(INTERRUPTED, target.name() + ": interrupted", e);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Shell idleShell(Optional<Become> key) {
        Deque<Shell> shells = idle.get(key);
        while (shells != null && !shells.isEmpty()) {
            Shell shell = shells.pop();
            if (shell.usable()) {
                return shell;
            }
            count--;
        }
        return null;
    }

    /** Ends a waiting shell of another user, to make room. */
    private boolean evict() {
        for (Deque<Shell> shells : idle.values()) {
            Shell shell = shells.pollLast();
            if (shell != null) {
                shell.close();
                count--;
                return true;
            }
        }
        return false;
    }

    private void giveBack(Optional<Become> key, Shell shell) {
        boolean keep;
        lock.lock();
        try {
            busy.remove(shell);
            keep = shell.usable() && !closed;
            if (keep) {
                idle.computeIfAbsent(key, k -> new ArrayDeque<>()).push(shell);
            } else {
                count--;
            }
            freed.signal();
        } finally {
            lock.unlock();
        }
        if (!keep) {
            shell.close();
        }
    }
}
