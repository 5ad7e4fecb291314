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
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import jplay.tasks.contract.Content;
import org.jspecify.annotations.Nullable;

/** One persistent shell. It takes one request at a time; who calls sees to that. */
final class Shell {
    /** What a killed request may take to end: frame.sh gives its processes three seconds. */
    private static final Duration GRACE = Duration.ofSeconds(6);

    private static final int NOISE = 1 << 14;
    private static final byte[] NOTHING = {};

    private final String host;
    private final String prelude;
    private final String startNonce = Frame.nonce();
    private final Outputs outputs = new Outputs(
            new Output(null, Frame.mark(startNonce), NOISE), new Output(null, Frame.mark(startNonce), NOISE));
    private final ReentrantLock writing = new ReentrantLock();
    private final Pipe pipe;
    private boolean started;
    private volatile boolean running;
    private volatile boolean uploading;
    private volatile boolean cancelled;

    private Shell(Pipe.Opener opener, String host, @Nullable Become become, String prelude) throws ConnectionException {
        this.host = host;
        this.prelude = prelude;
        this.pipe = become == null
                ? opener.open("exec sh", outputs)
                : new BecomeDialogue(host, become, outputs).open(opener);
    }

    /** Reaches the other user, where one is asked for; a plain shell is not waited for. */
    static Shell open(Pipe.Opener opener, String host, @Nullable Become become, String prelude)
            throws ConnectionException {
        return new Shell(opener, host, become, prelude);
    }

    Reply run(Request request, byte[] stdin) throws ConnectionException {
        String nonce = Frame.nonce();
        byte[] start = started ? null : Frame.mark(startNonce);
        outputs.expect(
                new Output(start, Frame.mark(nonce), request.maxOutput()),
                new Output(start, Frame.mark(nonce), request.maxOutput()));
        send(Frame.request(request, stdin, nonce));
        await(request.timeout(), outputs::done);
        return reply();
    }

    /** Copies the content into a file; the shell is at its end afterwards. */
    Reply upload(Content content, String path) throws ConnectionException {
        if (!started) {
            run(Request.of(":"), NOTHING);
        }
        String ready = Frame.nonce();
        String nonce = Frame.nonce();
        outputs.expect(
                new Output(Frame.mark(ready), Frame.mark(nonce), NOISE), new Output(null, Frame.mark(nonce), NOISE));
        send(Frame.upload(path, content.size(), ready, nonce));
        await(null, outputs::begunOrDone);
        uploading = true;
        copy(content);
        await(null, outputs::done);
        return reply();
    }

    private void copy(Content content) throws ConnectionException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = open(content)) {
            int n = read(in, buffer);
            while (n >= 0 && !outputs.ending()) {
                pipe.input().write(buffer, 0, n);
                n = read(in, buffer);
            }
            pipe.input().flush();
            pipe.input().close();
        } catch (IOException e) {
            if (!outputs.ending()) {
                throw failed(e);
            }
        }
    }

    private InputStream open(Content content) throws ConnectionException {
        try {
            return content.open();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private int read(InputStream in, byte[] buffer) throws ConnectionException {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private ConnectionException unreadable(IOException e) {
        return new ConnectionException(
                BAD_SETTING, host + ": what is to be sent to it cannot be read: " + e.getMessage(), e);
    }

    /** Whether it takes another request: it lives, and the last one ended as it should. */
    boolean usable() {
        return !running && !cancelled && !outputs.closed();
    }

    /** Kills what runs. From any thread. */
    void cancel() {
        cancelled = true;
        if (uploading) {
            // Its input is the file's content: it ends when that breaks off.
            pipe.close();
            return;
        }
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
            if (running) {
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
        outputs.closed(null);
    }

    /** The shell's own start goes with the first request, for a round trip less. */
    private void send(byte[] command) throws ConnectionException {
        if (holdsNul(command)) {
            throw new ConnectionException(
                    BAD_SETTING, host + ": the command, its environment or its path holds a NUL character");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(command.length + 16);
        if (!started) {
            bytes.writeBytes(Frame.start(startNonce, prelude).getBytes(StandardCharsets.UTF_8));
        }
        bytes.writeBytes(command);
        writing.lock();
        try {
            if (cancelled) {
                throw interrupted();
            }
            pipe.send(bytes.toByteArray());
            started = true;
            running = true;
        } catch (IOException e) {
            throw failed(e);
        } finally {
            writing.unlock();
        }
    }

    private static boolean holdsNul(byte[] bytes) {
        for (byte b : bytes) {
            if (b == 0) {
                return true;
            }
        }
        return false;
    }

    private void await(@Nullable Duration timeout, BooleanSupplier done) throws ConnectionException {
        try {
            if (!outputs.await(timeout, done)) {
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
        if (!done.getAsBoolean()) {
            throw failed(null);
        }
    }

    /** Kills what runs and waits for its end, so that no lock of it is met by what comes next. */
    private void end(BooleanSupplier done) {
        cancel();
        try {
            outputs.await(GRACE, done);
        } catch (InterruptedException again) {
            Thread.currentThread().interrupt();
        }
        pipe.close();
    }

    private Reply reply() {
        running = false;
        letGo();
        return outputs.reply();
    }

    /** At once, and not with the next request: the watcher would take the end of its input for the client's death. */
    private void letGo() {
        if (!usable() || uploading || !writing.tryLock()) {
            return;
        }
        try {
            pipe.send(Frame.RELEASE.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // The next request tells.
        } finally {
            writing.unlock();
        }
    }

    private ConnectionException interrupted() {
        return new ConnectionException(INTERRUPTED, host + ": interrupted");
    }

    private ConnectionException failed(@Nullable Throwable error) {
        if (cancelled) {
            return interrupted();
        }
        if (error != null) {
            // The connection itself knows better why it cannot be written to.
            outputs.awaitClosed(Duration.ofSeconds(1));
        }
        Throwable why = outputs.cause() != null ? outputs.cause() : error;
        if (why != null) {
            return new ConnectionException(LOST, host + ": connection lost: " + why.getMessage(), why);
        }
        if (!outputs.begun()) {
            String said = outputs.text();
            return new ConnectionException(
                    LOST,
                    host + ": the login shell did not start"
                            + (said.isEmpty() ? "; can its user log in?" : ": " + said));
        }
        Integer exit = pipe.exit();
        return new ConnectionException(
                LOST,
                host + ": the shell on the host ended while it ran the task"
                        + (exit == null ? "; was it killed there?" : ", exit status " + exit));
    }

    private static String seconds(@Nullable Duration timeout) {
        return timeout == null ? "" : timeout.toMillis() / 1000.0 + " s";
    }
}
