package jplay.runner.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Starts programs on the control machine. */
class LocalOpener implements Pipe.Opener {
    private final String host;
    private final List<String> shell;
    private volatile boolean alive = true;

    /** @param shell what takes the command after {@code -c} */
    LocalOpener(String host, String... shell) {
        this.host = host;
        this.shell = List.of(shell);
    }

    @Override
    public int limit() {
        return 64;
    }

    @Override
    public boolean alive() {
        return alive;
    }

    @Override
    public void close() {
        alive = false;
    }

    @Override
    public Pipe open(String command, Pipe.Sink sink) throws ConnectionException {
        try {
            List<String> words = new ArrayList<>(shell);
            words.addAll(List.of("-c", command));
            return new LocalPipe(new ProcessBuilder(words).start(), sink);
        } catch (IOException e) {
            throw new ConnectionException(
                    ConnectionException.Kind.UNREACHABLE, host + ": cannot start a shell: " + e.getMessage(), e);
        }
    }

    private static final class LocalPipe implements Pipe {
        private final Process process;
        private final AtomicInteger open = new AtomicInteger(2);

        LocalPipe(Process process, Sink sink) {
            this.process = process;
            pump("out", process.getInputStream(), sink);
            pump("err", process.getErrorStream(), sink);
            // A daemon that a command left behind may hold the outputs open for ever.
            process.onExit()
                    .thenRunAsync(
                            () -> sink.closed(null), CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
        }

        private void pump(String name, InputStream from, Sink sink) {
            Thread.ofPlatform().daemon().name("local-" + name).start(() -> {
                byte[] buffer = new byte[1 << 16];
                try {
                    for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
                        if (name.equals("out")) {
                            sink.out(buffer, 0, n);
                        } else {
                            sink.err(buffer, 0, n);
                        }
                    }
                } catch (IOException e) {
                    // The end, as far as the reader is concerned.
                }
                if (open.decrementAndGet() == 0) {
                    process.onExit().thenRun(() -> sink.closed(null));
                }
            });
        }

        @Override
        public OutputStream input() {
            return process.getOutputStream();
        }

        @Override
        public @Nullable Integer exit() {
            return process.isAlive() ? null : process.exitValue();
        }

        @Override
        public void close() {
            try {
                process.getOutputStream().close();
            } catch (IOException e) {
                // It has ended already.
            }
        }
    }
}
