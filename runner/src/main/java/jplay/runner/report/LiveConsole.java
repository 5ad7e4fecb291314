package jplay.runner.report;

import jplay.runner.event.Event;
import jplay.runner.event.Listener;

/** Gives a console its sense of time: a thread that ticks until the run is over. */
public final class LiveConsole implements Listener, AutoCloseable {
    private static final long INTERVAL_MILLIS = 250;
    private final ConsoleReporter console;
    private final Thread ticker = new Thread(this::run, "live-line");
    private boolean closed;

    public LiveConsole(ConsoleReporter console) {
        this.console = console;
        ticker.setDaemon(true);
        ticker.start();
    }

    @Override
    public void on(Event event) {
        console.on(event);
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
        console.pauseLive();
    }

    private synchronized void run() {
        try {
            while (!closed) {
                wait(INTERVAL_MILLIS);
                if (!closed) {
                    console.tick();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
