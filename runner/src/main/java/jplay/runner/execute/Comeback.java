package jplay.runner.execute;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Reply;
import jplay.runner.connection.Request;
import jplay.tasks.contract.Output;
import jplay.tasks.effect.AwaitHost;
import jplay.tasks.effect.Reboot;
import org.jspecify.annotations.Nullable;

/** Waits for a host that is not there, or not there any more. */
final class Comeback {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(10);
    private final Supplier<HostSession> fresh;
    private final Consumer<Duration> sleep;

    /**
     * @param fresh closes the host's connection and opens another
     * @param sleep waits
     */
    Comeback(Supplier<HostSession> fresh, Consumer<Duration> sleep) {
        this.fresh = fresh;
        this.sleep = sleep;
    }

    /** Prints the seconds that it took. */
    Output await(AwaitHost wait) {
        long start = System.nanoTime();
        sleep.accept(wait.delay());
        String why = until("echo", wait.timeout(), wait.sleep(), wait.attempt(), null);
        String elapsed = String.valueOf(Duration.ofNanos(System.nanoTime() - start).toSeconds());
        return Output.of(why == null ? 0 : 1, elapsed, why == null ? "" : "timed out waiting for ping module test: " + why);
    }

    /** After the script of a reboot: until the host has started anew and is well. Its output is the script's where all is well. */
    Output await(Reboot reboot, Output said) {
        if (said.exit() != 0) {
            return said;
        }
        String seconds = " (timeout=" + reboot.timeout().toSeconds() + ")";
        String why = until(reboot.bootIdCommand(), reboot.timeout(), PAUSE, ATTEMPT, said.out().strip());
        if (why != null) {
            return Output.of(1, "", "Timed out waiting for last boot time check" + seconds + ": " + why);
        }
        sleep.accept(reboot.after());
        why = until(reboot.testCommand(), reboot.timeout(), PAUSE, ATTEMPT, null);
        return why == null ? said : Output.of(1, "", "Timed out waiting for post-reboot test command" + seconds + ": " + why);
    }

    /** Until a command succeeds and says something else than before; why it does not, or null. */
    private @Nullable String until(String command, Duration timeout, Duration pause, Duration attempt, @Nullable String before) {
        long end = System.nanoTime() + timeout.toNanos();
        while (true) {
            String why;
            try {
                HostSession session = fresh.get();
                Reply reply = session.connection().run(Request.of(command).withBecome(session.become())
                        .withEnvironment(session.environment()).withTimeout(attempt));
                boolean same = reply.out().strip().equals(before);
                if (reply.ok() && !same) {
                    return null;
                }
                why = same ? "it has not started anew yet" : reply.err().strip();
            } catch (Stopped e) {
                why = String.valueOf(e.getMessage());
            } catch (ConnectionException e) {
                if (e.kind() == ConnectionException.Kind.INTERRUPTED) {
                    throw new Interrupted();
                }
                why = String.valueOf(e.getMessage());
            }
            if (System.nanoTime() + pause.toNanos() > end) {
                return why;
            }
            sleep.accept(pause);
        }
    }
}
