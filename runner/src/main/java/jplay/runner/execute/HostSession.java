package jplay.runner.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import jplay.runner.connection.Become;
import jplay.runner.connection.Connection;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Reply;
import jplay.runner.connection.Request;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * What one task does on one host: asks reads and applies effects, as few requests as it takes.
 *
 * @param pending in check mode, what earlier tasks would have done; null in a real run
 */
record HostSession(
        Connection connection,
        @Nullable Become become,
        Map<String, String> environment,
        @Nullable Duration timeout,
        @Nullable Pending pending,
        Runner runner) {

    /** How effects are run; in the connection's shell if nothing else is said. */
    interface Runner {
        Reply run(Connection connection, Request request) throws ConnectionException;
    }

    HostSession(
            Connection connection, @Nullable Become become, Map<String, String> environment, @Nullable Duration timeout, @Nullable Pending pending) {
        this(connection, become, environment, timeout, pending, Connection::run);
    }

    HostSession running(Runner value) {
        return new HostSession(connection, become, environment, timeout, pending, value);
    }

    /** Larger content goes over a channel of its own. */
    private static final long INLINE = 96 << 10;

    private static final int MAX_SCRIPT = 768 << 10;

    /** Answers all reads, those that were not answered before in one request. */
    void ask(Reads reads, Answers into) throws ConnectionException {
        Batch batch = new Batch();
        List<Read<?>> asked = new ArrayList<>();
        for (Read<?> read : reads.all()) {
            if (!into.has(read) && !asked.contains(read)) {
                asked.add(read);
                batch.addRead(read);
            }
        }
        if (!batch.isEmpty()) {
            answer(asked, run(batch, Connection::run), into);
        }
    }

    private void answer(List<? extends Read<?>> asked, List<Output> outputs, Answers into) {
        for (int i = 0; i < asked.size(); i++) {
            into.put(asked.get(i), i < outputs.size() ? overlaid(asked.get(i), outputs.get(i)) : Answer.unknown("the host gave no answer"));
        }
    }

    /** In check mode the effects so far lie over what the host says. */
    private <A> Answer<A> overlaid(Read<A> read, Output output) {
        Answer<A> real = read.parse(output);
        return pending == null ? real : read.overlay(pending, real);
    }

    /** What applying came to. */
    record Outcome(List<Output> outputs, @Nullable Effect failed) {}

    /** Applies effects in order, up to the first that fails; then asks {@code after}. */
    Outcome apply(List<Effect> effects, Reads after, Answers into) throws ConnectionException {
        List<Output> outputs = new ArrayList<>();
        Batch batch = new Batch();
        for (Effect effect : effects) {
            Effect.@Nullable Upload upload = effect.upload().orElse(null);
            boolean bulk = upload != null && upload.content().size() > INLINE;
            String place = !bulk || upload == null ? "" : beside(upload.near(), shellPid());
            if (upload != null && (bulk || batch.length() > MAX_SCRIPT)) {
                if (!flush(batch, outputs)) {
                    return new Outcome(outputs, effects.get(outputs.size() - 1));
                }
                batch = new Batch();
                if (bulk) {
                    Reply sent = connection.upload(upload.content(), place, become);
                    if (!sent.ok()) {
                        outputs.add(new Output(sent.exit(), sent.stdout(), sent.stderr()));
                        return new Outcome(outputs, effect);
                    }
                }
            }
            batch.add(piece(effect, upload, place, bulk), true);
        }
        int before = outputs.size();
        after.all().forEach(batch::addRead);
        List<Output> last = run(batch, runner);
        int applied = Math.min(effects.size() - before, last.size());
        outputs.addAll(last.subList(0, applied));
        if (outputs.size() < effects.size() || !outputs.isEmpty() && outputs.get(outputs.size() - 1).exit() != 0) {
            return new Outcome(outputs, effects.get(Math.max(0, outputs.size() - 1)));
        }
        answer(after.all(), last.subList(applied, last.size()), into);
        return new Outcome(outputs, null);
    }

    private boolean flush(Batch batch, List<Output> outputs) throws ConnectionException {
        if (batch.isEmpty()) {
            return true;
        }
        outputs.addAll(run(batch, runner));
        return outputs.get(outputs.size() - 1).exit() == 0;
    }

    private static String piece(Effect effect, Effect.@Nullable Upload upload, String place, boolean bulk) {
        if (upload == null) {
            return effect.script();
        }
        String set = bulk
                ? "JPLAY_UPLOAD=" + Shell.quote(place) + "\n"
                : "JPLAY_UPLOAD=" + beside(Shell.quote(directory(upload.near())), Shell.quote(name(upload.near())), "$$") + "\n";
        String clean = "{ rm -f -- \"$JPLAY_UPLOAD\"; exit 1; }";
        return set + (bulk ? "" : Batch.write(upload.content()) + " || " + clean + "\n") + effect.script();
    }

    /**
     * A name of our own in the same directory, so that a rename is atomic; with the shell's process id, so that a later
     * run can tell what a dead one left.
     */
    private static String beside(String directory, String name, String pid) {
        String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41), 36);
        return directory + "." + name + ".jplay-" + pid + "-" + random;
    }

    private static String beside(String near, String pid) {
        return beside(directory(near), name(near), pid);
    }

    private static String directory(String near) {
        return near.substring(0, near.lastIndexOf('/') + 1);
    }

    private static String name(String near) {
        return near.substring(near.lastIndexOf('/') + 1);
    }

    private String shellPid() throws ConnectionException {
        return connection.run(Request.of("printf %s $$").withBecome(become)).out();
    }

    /** Runs a batch and takes the outputs apart. */
    private List<Output> run(Batch batch, Runner by) throws ConnectionException {
        if (batch.isEmpty()) {
            return List.of();
        }
        Reply reply = by.run(connection, new Request(
                batch.script(), null, become, timeout, environment, Request.of("").maxOutput()));
        List<Output> outputs = batch.outputs(reply.stdout(), reply.stderr());
        if (outputs.isEmpty()) {
            return List.of(new Output(Math.max(1, reply.exit()), reply.stdout(), reply.stderr()));
        }
        return outputs;
    }
}
