package jplay.runner.connection;

import static jplay.runner.connection.ConnectionException.Kind.BAD_SETTING;
import static jplay.runner.connection.ConnectionException.Kind.INTERRUPTED;
import static jplay.runner.connection.ConnectionException.Kind.LOST;
import static jplay.runner.connection.ConnectionException.Kind.TIMEOUT;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import jplay.tasks.contract.Content;
import org.jspecify.annotations.Nullable;

/** One persistent shell. It takes one request at a time; who calls sees to that. */
final class Shell implements Pipe.Sink {
    /** What a killed request may take to end: frame.sh gives its processes three seconds. */
    private static final Duration GRACE = Duration.ofSeconds(6);

    private static final int NOISE = 1 << 14;
    private static final byte[] NOTHING = {};

    private final String host;
    private final String prelude;
    private final String startNonce = Frame.nonce();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final ReentrantLock writing = new ReentrantLock();
    private final Pipe pipe;
    private Output out = new Output(null, Frame.mark(startNonce), NOISE);
    private Output err = new Output(null, Frame.mark(startNonce), NOISE);
    private boolean closed;
    private @Nullable Throwable cause;
    private boolean started;
    private boolean sent;
    private volatile boolean cancelled;

    private Shell(Pipe.Opener opener, String host, @Nullable Become become, String prelude) throws ConnectionException {
        this.host = host;
        this.prelude = prelude;
        this.pipe = become == null
                ? opener.open("exec sh", this)
                : new BecomeDialogue(host, become, this).open(opener);
    }

    /** Reaches the other user, where one is asked for; a plain shell is not waited for. */
    static Shell open(Pipe.Opener opener, String host, @Nullable Become become, String prelude)
            throws ConnectionException {
        return new Shell(opener, host, become, prelude);
    }

    Reply run(Request request, byte[] stdin) throws ConnectionException {
        String nonce = Frame.nonce();
        byte[] start = startMark();
        expect(
                new Output(start, Frame.mark(nonce), request.maxOutput()),
                new Output(start, Frame.mark(nonce), request.maxOutput()));
        send(Frame.request(request, stdin, nonce));
        await(request.timeout(), () -> out.done() && err.done());
        return reply();
    }

    /** Copies the content into a file; the shell is at its end afterwards. */
    Reply upload(Content content, String path) throws ConnectionException {
        if (!started) {
            run(Request.of(":"), NOTHING);
        }
        String ready = Frame.nonce();
        String nonce = Frame.nonce();
        expect(new Output(Frame.mark(ready), Frame.mark(nonce), NOISE), new Output(null, Frame.mark(nonce), NOISE));
        send(Frame.upload(path, content.size(), ready, nonce));
        await(null, () -> out.begun() || err.done());
        copy(content);
        await(null, () -> out.done() && err.done());
        return reply();
    }

    private void copy(Content content) throws ConnectionException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = open(content)) {
            for (int n = in.read(buffer); n >= 0 && !ended(); n = in.read(buffer)) {
                pipe.input().write(buffer, 0, n);
            }
            pipe.input().flush();
            pipe.input().close();
        } catch (IOException e) {
            if (!ended()) {
                throw failed(e);
            }
        }
    }

    private InputStream open(Content content) throws ConnectionException {
        try {
            return content.open();
        } catch (IOException e) {
            throw new ConnectionException(BAD_SETTING, host + ": what is to be sent cannot be read: " + e, e);
        }
    }

    /** Whether it takes another request. */
    boolean usable() {
        lock.lock();
        try {
            return !closed && !cancelled;
        } finally {
            lock.unlock();
        }
    }

    /** Whether its last request has ended as it should. */
    boolean idle() {
        lock.lock();
        try {
            return !sent;
        } finally {
            lock.unlock();
        }
    }

    /** Kills what runs. From any thread. */
    void cancel() {
        cancelled = true;
        try {
            // A sender that is stuck, on a host that is gone, holds the lock.
            if (!writing.tryLock(1, TimeUnit.SECONDS)) {
                pipe.close();
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pipe.close();
            return;
        }
        try {
            if (sent) {
                pipe.send(Frame.CANCEL);
            }
        } catch (IOException e) {
            pipe.close();
        } finally {
            writing.unlock();
        }
    }

    void close() {
        pipe.close();
    }

    private byte @Nullable [] startMark() {
        return started ? null : Frame.mark(startNonce);
    }

    private void expect(Output nextOut, Output nextErr) {
        lock.lock();
        try {
            out = nextOut;
            err = nextErr;
        } finally {
            lock.unlock();
        }
    }

    /** The shell's own start goes with the first request, for a round trip less. */
    private void send(byte[] command) throws ConnectionException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(command.length + 16);
        bytes.writeBytes((started ? Frame.RELEASE : Frame.start(startNonce, prelude)).getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(command);
        writing.lock();
        try {
            if (cancelled) {
                throw interrupted();
            }
            pipe.send(bytes.toByteArray());
            started = true;
            sent = true;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            writing.unlock();
        }
    }

    private void await(@Nullable Duration timeout, BooleanSupplier done) throws ConnectionException {
        try {
            if (!awaitChange(timeout, done)) {
                end(done);
                throw new ConnectionException(
                        TIMEOUT, host + ": not done within " + seconds(timeout) + "; what ran was killed");
            }
        } catch (InterruptedException e) {
            end(done);
            Thread.currentThread().interrupt();
            throw interrupted();
        }
        if (cancelled) {
            throw interrupted();
        }
        if (!holds(done)) {
            throw failed(null);
        }
    }

    /** Kills what runs and waits for its end, so that no lock of it is met by what comes next. */
    private void end(BooleanSupplier done) {
        cancel();
        try {
            awaitChange(GRACE, done);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
        pipe.close();
    }

    /** False when the time is over; true when it is done or can no more be. */
    private boolean awaitChange(@Nullable Duration timeout, BooleanSupplier done) throws InterruptedException {
        long left = timeout == null ? Long.MAX_VALUE : timeout.toNanos();
        lock.lock();
        try {
            while (!closed && !done.getAsBoolean()) {
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

    private boolean holds(BooleanSupplier done) {
        lock.lock();
        try {
            return done.getAsBoolean();
        } finally {
            lock.unlock();
        }
    }

    private boolean ended() {
        return holds(() -> closed || out.done() || err.done());
    }

    private Reply reply() {
        lock.lock();
        try {
            sent = false;
            return new Reply(out.status(), out.bytes(), err.bytes(), out.truncated() || err.truncated());
        } finally {
            lock.unlock();
        }
    }

    private ConnectionException interrupted() {
        return new ConnectionException(INTERRUPTED, host + ": interrupted");
    }

    private ConnectionException failed(@Nullable Throwable error) {
        lock.lock();
        try {
            Throwable why = cause != null ? cause : error;
            if (cancelled) {
                return interrupted();
            }
            if (why == null && !out.begun()) {
                return new ConnectionException(LOST, host + ": the login shell did not start" + noise());
            }
            if (why == null) {
                Integer exit = pipe.exit();
                return new ConnectionException(
                        LOST,
                        host + ": the shell on the host ended while it ran the task"
                                + (exit == null ? "; was it killed there?" : ", exit status " + exit));
            }
            return new ConnectionException(LOST, host + ": connection lost: " + why.getMessage(), why);
        } finally {
            lock.unlock();
        }
    }

    private String noise() {
        String text = (new String(out.bytes(), StandardCharsets.UTF_8) + "\n"
                        + new String(err.bytes(), StandardCharsets.UTF_8))
                .strip();
        return text.isEmpty() ? "; can its user log in?" : ": " + text;
    }

    private static String seconds(@Nullable Duration timeout) {
        return timeout == null ? "" : timeout.toMillis() / 1000.0 + " s";
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
