package jplay.runner.event;

/** Hears all events of a run, one at a time. */
@FunctionalInterface
public interface Listener {
    void on(Event event);
}
