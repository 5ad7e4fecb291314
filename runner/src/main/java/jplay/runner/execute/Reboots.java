package jplay.runner.execute;

import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Reply;
import jplay.runner.connection.Request;
import jplay.tasks.contract.Output;
import jplay.tasks.effect.Reboot;
import org.jspecify.annotations.Nullable;

/** Waits until a host that was told to start anew is back. */
final class Reboots {
    private static final double FIRST = 0.3;
    private static final double GROWTH = 1.5;
    private static final double LONGEST = 5;
    private static final Duration ATTEMPT = Duration.ofSeconds(10);

    private final RunContext context;
    private final String host;
    private final Supplier<HostSession> open;

    /** @param open connects, anew where the connection was closed */
    Reboots(RunContext context, String host, Supplier<HostSession> open) {
        this.context = context;
        this.host = host;
        this.open = open;
    }

    /** Null where the host came back in time, otherwise what went wrong. */
    @Nullable String await(Reboot reboot, Output before) {
        long end = System.nanoTime() + reboot.timeout().toNanos();
        String bootId = before.out().strip();
        close();
        if (!until(end, () -> isNew(ask(reboot.bootIdCommand()), bootId))) {
            return "the host was not started anew within " + reboot.timeout().toSeconds() + " s";
        }
        context.pause(reboot.after());
        return until(end, () -> ask(reboot.testCommand()) != null)
                ? null : "the host is back, but '" + reboot.testCommand() + "' did not succeed within " + reboot.timeout().toSeconds() + " s";
    }

    private static boolean isNew(@Nullable String now, String before) {
        return now != null && !now.equals(before);
    }

    private boolean until(long end, Supplier<Boolean> done) {
        for (double wait = FIRST; ; wait = Math.min(LONGEST, wait * GROWTH)) {
            if (done.get()) {
                return true;
            }
            if (System.nanoTime() >= end) {
                return false;
            }
            context.pause(Math.min(wait, Math.max(0.01, (end - System.nanoTime()) / 1e9)));
        }
    }

    /** What a command prints, or null where the host does not answer or it fails. */
    private @Nullable String ask(String command) {
        try {
            HostSession session = open.get();
            Reply reply = session.connection().run(Request.of(command).withBecome(session.become())
                    .withEnvironment(session.environment()).withTimeout(ATTEMPT));
            return reply.ok() ? reply.out().strip() : null;
        } catch (Stopped e) {
            return null;
        } catch (ConnectionException e) {
            if (e.kind() == ConnectionException.Kind.INTERRUPTED) {
                throw new Interrupted();
            }
            close();
            return null;
        }
    }

    private void close() {
        context.sessions().reset(List.of(host));
    }
}
