package jplay.runner.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM while a run goes on. The JVM is then on its way out; its hook ends the run as the run wants to be
 * ended, with a recap, and gives the exit code that says so.
 */
final class Interruption implements AutoCloseable {
    /** As long as it may take to end commands on hosts that answer. */
    private static final long PATIENCE_SECONDS = 15;
    private final Backend backend;
    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupted, "interrupted");

    Interruption(Backend backend) {
        this.backend = backend;
    }

    void watch() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void interrupted() {
        backend.interrupt();
        try {
            over.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            // Then it ends at once.
        }
        Runtime.getRuntime().halt(Exit.INTERRUPTED);
    }

    @Override
    public void close() {
        over.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // It is running: the JVM ends with its exit code.
        }
    }
}
