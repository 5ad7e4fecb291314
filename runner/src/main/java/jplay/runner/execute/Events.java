package jplay.runner.execute;

import java.util.concurrent.atomic.AtomicLong;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;

/** Hands events to the listener one at a time. */
final class Events {
    private final Listener listener;
    private final AtomicLong ids = new AtomicLong();

    Events(Listener listener) {
        this.listener = listener;
    }

    synchronized void emit(Event event) {
        listener.on(event);
    }

    long nextTask() {
        return ids.incrementAndGet();
    }
}
