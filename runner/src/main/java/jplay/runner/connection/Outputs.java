package jplay.runner.connection;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Both outputs of the request that a shell runs, filled by the connection's thread and waited for by the caller's. */
final class Outputs implements Pipe.Sink {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Output out;
    private Output err;
    private boolean closed;
    private @Nullable Throwable cause;

    Outputs(Output out, Output err) {
        this.out = out;
        this.err = err;
    }

    /** What comes from here on belongs to these. */
    void expect(Output nextOut, Output nextErr) {
        locked(() -> {
            out = nextOut;
            err = nextErr;
            return true;
        });
    }

    /** Whether the mark that precedes a request's own output has come. */
    boolean begun() {
        return locked(() -> out.begun());
    }

    boolean begunOrDone() {
        return locked(() -> out.begun() || err.done());
    }

    boolean done() {
        return locked(() -> out.done() && err.done());
    }

    /** Whether nothing that is sent now is read any more. */
    boolean ending() {
        return locked(() -> closed || out.done() || err.done());
    }

    boolean closed() {
        return locked(() -> closed);
    }

    @Nullable Throwable cause() {
        lock.lock();
        try {
            return cause;
        } finally {
            lock.unlock();
        }
    }

    private boolean locked(BooleanSupplier question) {
        lock.lock();
        try {
            return question.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    /** False when the time is over; true when the condition holds or can no more come to hold. */
    boolean await(@Nullable Duration timeout, BooleanSupplier condition) throws InterruptedException {
        long left = timeout == null ? Long.MAX_VALUE : timeout.toNanos();
        lock.lock();
        try {
            while (!closed && !condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    void awaitClosed(Duration timeout) {
        try {
            await(timeout, () -> false);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    Reply reply() {
        lock.lock();
        try {
            return new Reply(out.status(), out.bytes(), err.bytes(), out.truncated() || err.truncated());
        } finally {
            lock.unlock();
        }
    }

    /** What came so far, as text. */
    String text() {
        lock.lock();
        try {
            return (new String(out.bytes(), StandardCharsets.UTF_8) + "\n"
                            + new String(err.bytes(), StandardCharsets.UTF_8))
                    .strip();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void out(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            boolean begun = out.begun();
            if (out.feed(bytes, offset, length) || begun != out.begun()) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void err(byte[] bytes, int offset, int length) {
        lock.lock();
        try {
            if (err.feed(bytes, offset, length)) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void closed(@Nullable Throwable why) {
        lock.lock();
        try {
            cause = cause == null ? why : cause;
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
