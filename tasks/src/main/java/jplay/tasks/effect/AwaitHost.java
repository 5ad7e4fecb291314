package jplay.tasks.effect;

import java.time.Duration;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;

/**
 * Waits until the host can be connected to and runs a shell. The engine knows this effect: it opens the connection anew,
 * as often as it takes.
 *
 * @param attempt how long one attempt's command may take
 * @param delay the pause before the first attempt
 * @param sleep the pause between attempts
 * @param timeout for all of it
 */
public record AwaitHost(Duration attempt, Duration delay, Duration sleep, Duration timeout) implements Effect {

    @Override
    public String script() {
        return ":";
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public void predict(Pending pending) {
        // A host that answers is no change.
    }

    @Override
    public String describe() {
        return "wait for the host";
    }
}
