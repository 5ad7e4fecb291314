package jplay.runner.execute;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
 * @param unsynced what the disk has yet to keep
 */
record HostSession(
        Connection connection,
        @Nullable Become become,
        Map<String, String> environment,
        @Nullable Duration timeout,
        @Nullable Pending pending,
        String actor,
        Unsynced unsynced,
        Runner runner) {

    /** How effects are run; in the connection's shell if nothing else is said. */
    interface Runner {
        Reply run(Connection connection, Request request) throws ConnectionException;
    }

    HostSession(
            Connection connection, Unsynced unsynced, @Nullable Become become, Map<String, String> environment, @Nullable Duration timeout,
            @Nullable Pending pending) {
        this(connection, become, environment, timeout, pending, become == null || become.user().equals("root") ? "" : become.user(), unsynced, Connection::run);
    }

    HostSession running(Runner value) {
        return new HostSession(connection, become, environment, timeout, pending, actor, unsynced, value);
    }

    /** As root in place of a user who is yet to be made; what effects make is that user's all the same. */
    HostSession standingIn(@Nullable Become root) {
        return new HostSession(connection, root, environment, timeout, pending, actor, unsynced, runner);
    }

    /** Larger content goes over a channel of its own. */
    private static final long INLINE = 96 << 10;

    static final int MAX_SCRIPT = 768 << 10;

    /** Answers all reads, those that were not answered before in one request. */
    void ask(Reads reads, Answers into) throws ConnectionException {
        List<Read<?>> asked = reads.all().stream().filter(read -> !into.has(read)).toList();
        Map<Read<?>, Answer<?>> known = question(asked);
        for (Read<?> read : asked) {
            answer(read, known, into);
        }
    }

    /** Hands out what is known of a read, with what is pending laid over it. */
    <A> void answer(Read<A> read, Map<Read<?>, Answer<?>> known, Answers into) {
        Answer<A> own = laidOver(read, known, null);
        Answer<A> answer = pending == null ? own : read.overlay(pending, own);
        if (answer.equals(own)) {
            into.put(read, answer);
        } else {
            into.foretell(read, answer);
        }
    }

    /** What the host itself says to these, in one request; nothing for those that got no answer. */
    Map<Read<?>, Answer<?>> question(Collection<? extends Read<?>> reads) throws ConnectionException {
        Batch batch = new Batch();
        Map<Read<?>, Answer<?>> known = new LinkedHashMap<>();
        List<Read<?>> asked = List.copyOf(new LinkedHashSet<Read<?>>(reads));
        batch.addReads(asked);
        if (!batch.isEmpty()) {
            List<@Nullable Output> outputs = run(batch, Connection::run);
            for (int i = 0; i < asked.size(); i++) {
                @Nullable Output output = outputs.get(i);
                if (output != null) {
                    known.put(asked.get(i), asked.get(i).parse(output));
                }
            }
        }
        return known;
    }

    /** An answer as it is once effects are there that the host did not have yet. */
    @SuppressWarnings("unchecked")
    static <A> Answer<A> laidOver(Read<A> read, Map<Read<?>, Answer<?>> known, @Nullable Pending pending) {
        Answer<A> real = (Answer<A>) known.getOrDefault(read, Answer.unknown("the host gave no answer"));
        return pending == null ? real : read.overlay(pending, real);
    }

    /** What applying came to. */
    record Outcome(List<Output> outputs, @Nullable Effect failed) {}

    /** Applies effects in order, up to the first that fails; then asks {@code after}. */
    Outcome apply(List<Effect> effects, Reads after, Answers into) throws ConnectionException {
        List<Output> outputs = new ArrayList<>();
        Batch batch = new Batch();
        batch.beginGroup();
        for (Effect effect : effects) {
            Effect.@Nullable Upload upload = effect.upload().orElse(null);
            boolean bulk = upload != null && upload.content().size() > INLINE;
            String place = !bulk || upload == null ? "" : beside(upload.near(), shellPid());
            if (upload != null && (bulk || batch.length() > MAX_SCRIPT)) {
                if (!flush(batch, outputs)) {
                    return new Outcome(outputs, effects.get(outputs.size() - 1));
                }
                batch = new Batch();
                batch.beginGroup();
                if (bulk) {
                    Reply sent = connection.upload(upload.content(), place, become);
                    if (!sent.ok()) {
                        outputs.add(new Output(sent.exit(), sent.stdout(), sent.stderr()));
                        return new Outcome(outputs, effect);
                    }
                }
            }
            batch.addStep(piece(effect, upload, place, bulk), effect);
        }
        int first = batch.size();
        batch.endGroup();
        batch.addReads(after.all());
        List<@Nullable Output> last = run(batch, runner);
        outputs.addAll(ran(last.subList(0, first)));
        if (outputs.size() < effects.size() || !outputs.isEmpty() && outputs.get(outputs.size() - 1).exit() != 0) {
            return new Outcome(outputs, effects.get(Math.max(0, outputs.size() - 1)));
        }
        answer(after, last.subList(first, last.size()), into);
        return new Outcome(outputs, null);
    }

    /** Effects of an item, and the reads after them; none of them too large to be sent along. */
    record Group(List<Effect> effects, Reads after, Answers into) {}

    /** Whether an effect can be sent along with others. */
    static boolean isSmall(Effect effect) {
        return effect.upload().map(upload -> upload.content().size() <= INLINE).orElse(true);
    }

    /** Applies groups of effects; one that fails ends its group alone. */
    List<Outcome> apply(List<Group> groups) throws ConnectionException {
        List<Outcome> outcomes = new ArrayList<>();
        GroupBatch batch = new GroupBatch();
        for (Group group : groups) {
            if (!batch.takes(group)) {
                outcomes.addAll(batch.outcomes(run(batch.ended(), runner)));
                batch = new GroupBatch();
            }
            batch.add(group, effect -> piece(effect, effect.upload().orElse(null), "", false));
        }
        outcomes.addAll(batch.outcomes(run(batch.ended(), runner)));
        return outcomes;
    }

    static void answer(Reads after, List<@Nullable Output> outputs, Answers into) {
        for (int i = 0; i < outputs.size(); i++) {
            Read<?> read = after.all().get(i);
            @Nullable Output output = outputs.get(i);
            into.put(read, output == null ? Answer.unknown("the host gave no answer") : read.parse(output));
        }
    }

    static List<Output> ran(List<@Nullable Output> outputs) {
        List<Output> ran = new ArrayList<>();
        for (@Nullable Output output : outputs) {
            if (output == null) {
                break;
            }
            ran.add(output);
        }
        return ran;
    }

    private boolean flush(Batch batch, List<Output> outputs) throws ConnectionException {
        if (batch.isEmpty()) {
            return true;
        }
        batch.endGroup();
        outputs.addAll(ran(run(batch, runner)));
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

    /** Runs a batch and takes the outputs apart; the first is there in any case. */
    private List<@Nullable Output> run(Batch batch, Runner by) throws ConnectionException {
        if (batch.isEmpty()) {
            return List.of();
        }
        unsynced.add(become, batch.kept());
        unsynced.due(become).ifPresent(batch::addQuietly);
        Reply reply = by.run(connection, new Request(
                batch.script(), null, become, timeout, environment, Request.of("").maxOutput()));
        List<@Nullable Output> outputs = batch.outputs(reply.stdout(), reply.stderr());
        if (outputs.get(0) == null) {
            outputs.set(0, new Output(Math.max(1, reply.exit()), reply.stdout(), reply.stderr()));
        }
        return outputs;
    }
}
