package jplay.tasks.effect;

import java.time.Duration;
import java.util.List;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;

/**
 * Starts the host anew. The script prints what {@code bootIdCommand} says and then has the host go down a moment later,
 * so that it still ends in order. The engine knows this effect: after the script it closes the connection, and within
 * {@code timeout} tries to connect until {@code bootIdCommand} says something else and {@code testCommand} succeeds.
 *
 * @param command what starts the host anew
 * @param message what users are told
 * @param before the pause before it
 * @param after the pause between the host's return and the test
 * @param connectTimeout for one attempt; zero is the connection's own
 */
public record Reboot(
        String command,
        List<String> searchPaths,
        String message,
        Duration before,
        Duration after,
        Duration connectTimeout,
        Duration timeout,
        String bootIdCommand,
        String testCommand)
        implements Effect {

    @Override
    public String script() {
        String wait = before.isZero() ? "" : "sleep " + before.toSeconds() + "\n";
        return wait + bootIdCommand + " || exit\nPATH=" + Shell.quote(String.join(":", searchPaths)) + ":$PATH\njp_reboot " + Shell.quote(command) + " " + Shell.quote(message);
    }

    @Override
    public void predict(Pending pending) {
        // Nothing that a module asks is different afterwards, as far as anyone can tell before.
    }

    @Override
    public String describe() {
        return "reboot";
    }
}
