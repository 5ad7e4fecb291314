package jplay.runner.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import jplay.runner.connection.ConnectionException;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Scope;
import jplay.runner.keep.OffPlan;
import jplay.runner.source.ProblemException;
import jplay.tasks.bind.BindException;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.ControlEffect;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.NotKnownYet;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * A loop's items on one host: what they ask goes in one request, and what they change in another, as far as an item
 * could not tell that from going one by one. Results come in the items' order.
 */
final class LoopCalls {
    /** A command that takes longer than this shows its result before the next one runs. */
    private static final long QUICK_NANOS = 200_000_000L;

    private static final int MOST_COMMANDS = 32;

    /** Prepares the call for an item. */
    interface Calls {
        ModuleBody.Prepared of(Scope scope, Map<String, @Nullable Object> local);
    }

    /** An item whose effects are yet to be applied, or whose result waits for those of others. */
    private record Waiting(HostSession.@Nullable Group group, Function<HostSession.Outcome, TaskResult> then, Consumer<Supplier<TaskResult>> done) {}

    private static final HostSession.Outcome NOTHING = new HostSession.Outcome(List.of(), null);

    private final Calls calls;
    private final Map<Integer, ModuleBody.Prepared> ahead = new HashMap<>();
    private final Map<Integer, ModuleBody.Prepared> apart = new HashMap<>();
    private final Map<Read<?>, Answer<?>> known = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    /** The files that waiting effects are about, by device and inode: one may have several names. */
    private final Map<String, Read.Subject> touched = new HashMap<>();
    /** What waiting effects will have done. */
    private Pending queued = new Pending();
    private @Nullable HostSession session;
    private int mostCommands = 1;
    private int commands;

    LoopCalls(Calls calls) {
        this.calls = calls;
    }

    /** An item whose condition holds. */
    record Turn(int index, Scope scope, Map<String, @Nullable Object> local) {}

    /** Asks beforehand what these items want to know. What cannot be told yet is told when their turn comes. */
    void ahead(List<Turn> turns) {
        List<ModuleBody.Prepared> asking = new ArrayList<>();
        for (Turn turn : turns) {
            ModuleBody.@Nullable Prepared prepared = begun(turn);
            if (prepared == null) {
                break;
            }
            if (!isShared(prepared)) {
                // What asks nothing of the host may change what the next one sees.
                apart.put(turn.index(), prepared);
                break;
            }
            ahead.put(turn.index(), prepared);
            asking.add(prepared);
        }
        while (!asking.isEmpty()) {
            question(asking.stream().flatMap(prepared -> prepared.call().wanted().all().stream()).toList());
            asking.removeIf(prepared -> !asksMore(prepared));
        }
    }

    private ModuleBody.@Nullable Prepared begun(Turn turn) {
        try {
            ModuleBody.Prepared prepared = calls.of(turn.scope(), turn.local());
            ModuleCall call = prepared.call();
            call.begin(prepared.arguments(), turn.scope());
            if (call.wanted().all().isEmpty()) {
                call.decide();
            }
            return prepared;
        } catch (ProblemException | BindException | ModuleFailure | NotKnownYet e) {
            return null;
        }
    }

    /** Whether what it does on its host can be done together with that of others. */
    private boolean isShared(ModuleBody.Prepared prepared) {
        Plan plan = prepared.call().plan();
        if (plan != null && !(plan instanceof Plan.Opaque) && !(plan instanceof Plan.Change)) {
            return false;
        }
        HostSession own = prepared.session().get();
        // Templates may look at what effects on this machine leave.
        if (own.timeout() != null || own.connection().target().kind().equals("local") || session != null && !own.equals(session)) {
            return false;
        }
        session = own;
        return true;
    }

    private HostSession session() {
        return Objects.requireNonNull(session);
    }

    /** Whether it goes on asking. */
    private boolean asksMore(ModuleBody.Prepared prepared) {
        try {
            ModuleCall call = prepared.call();
            if (call.plan() == null && tell(call)) {
                call.decide();
                return call.plan() == null;
            }
        } catch (ModuleFailure | ProblemException | NotKnownYet e) {
            ahead.values().remove(prepared);
        }
        return false;
    }

    private void question(List<Read<?>> reads) {
        List<Read<?>> asked = reads.stream().filter(read -> !known.containsKey(read)).toList();
        try {
            known.putAll(session().question(asked));
        } catch (ConnectionException e) {
            throw ModuleCall.stopped(e);
        }
    }

    /** Hands a call the answers to what it wants; false where one is missing. */
    private boolean tell(ModuleCall call) {
        for (Read<?> read : call.wanted().all()) {
            if (!known.containsKey(read)) {
                return false;
            }
            session().answer(read, known, call.answers());
        }
        return true;
    }

    /** Whether this item's condition was found to hold, and still does. */
    boolean holds(int index) {
        return ahead.containsKey(index) || apart.containsKey(index);
    }

    /** Runs an item; {@code done} gets its result now or when those before it have theirs. */
    void run(Turn turn, Consumer<Supplier<TaskResult>> done) {
        ModuleBody.@Nullable Prepared prepared = ahead.remove(turn.index());
        if (prepared == null) {
            alone(turn, done);
            return;
        }
        try {
            settle(prepared.call());
        } catch (ModuleFailure | ProblemException | NotKnownYet | Stopped e) {
            flush();
            done.accept(() -> kept(prepared, () -> {
                throw e;
            }));
            return;
        }
        Plan plan = Objects.requireNonNull(prepared.call().plan());
        try {
            prepared.call().vet(plan);
        } catch (OffPlan e) {
            flush();
            done.accept(() -> {
                throw e;
            });
            return;
        }
        carryOut(prepared, plan, done);
    }

    private void alone(Turn turn, Consumer<Supplier<TaskResult>> done) {
        ModuleBody.@Nullable Prepared begun = apart.remove(turn.index());
        flush();
        done.accept(() -> {
            ModuleBody.Prepared prepared = begun != null ? begun : calls.of(turn.scope(), turn.local());
            ModuleCall call = prepared.call();
            return kept(prepared, begun != null
                    ? () -> call.carryOut(call.drive())
                    : () -> call.run(prepared.arguments(), turn.scope()));
        });
        forget();
    }

    /** Decides anew where something that this item looks at is no longer as it was. */
    private void settle(ModuleCall call) {
        if (call.plan() != null && isStale(call)) {
            flush();
            call.restart();
        }
        while (call.plan() == null) {
            if (!known.keySet().containsAll(call.wanted().all())) {
                flush();
                question(call.wanted().all());
            }
            if (!tell(call)) {
                throw new ModuleFailure("the host gave no answer");
            }
            call.decide();
        }
    }

    private boolean isStale(ModuleCall call) {
        @Nullable Pending foreseen = session().pending();
        Pending pending = foreseen == null ? queued : foreseen;
        for (Read<?> read : call.answers().reads()) {
            if (!known.containsKey(read) || !HostSession.laidOver(read, known, pending).equals(call.answers().said(read))) {
                return true;
            }
            @Nullable String file = file(call.answers().said(read));
            if (file != null && touched.containsKey(file) && !read.subject().equals(touched.get(file))) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable String file(@Nullable Answer<?> answer) {
        return answer instanceof Answer.Known<?>(FileState state) && state.kind() == FileState.Kind.FILE && state.inode() != 0
                ? state.device() + ":" + state.inode()
                : null;
    }

    private void carryOut(ModuleBody.Prepared prepared, Plan plan, Consumer<Supplier<TaskResult>> done) {
        ModuleCall call = prepared.call();
        if (prepared.check()) {
            done.accept(() -> kept(prepared, () -> call.carryOut(plan)));
        } else if (plan instanceof Plan.Change change && isForeseen(change)) {
            change.effects().stream().filter(Effect::changes).forEach(effect -> effect.predict(queued));
            call.answers().reads().forEach(read -> {
                @Nullable String file = file(call.answers().said(read));
                if (file != null) {
                    touched.put(file, read.subject());
                }
            });
            wait(prepared, new HostSession.Group(change.effects(), change.after(), call.answers()),
                    outcome -> call.applied(change, outcome), done);
        } else if (plan instanceof Plan.Opaque opaque && call.answers().reads().isEmpty() && HostSession.isSmall(opaque.run())) {
            wait(prepared, new HostSession.Group(List.of(opaque.run()), Reads.NONE, call.answers()),
                    outcome -> ModuleCall.executed(opaque, outcome), done);
            if (++commands >= mostCommands) {
                timed();
            }
        } else if (plan instanceof Plan.Change || plan instanceof Plan.Opaque) {
            flush();
            done.accept(() -> kept(prepared, () -> call.carryOut(plan)));
            forget();
        } else {
            wait(prepared, null, outcome -> ModuleCall.told(() -> call.carryOut(plan)), done);
        }
    }

    private static boolean isForeseen(Plan.Change change) {
        return change.effects().stream().allMatch(
                effect -> effect.isForeseen() && !(effect instanceof ControlEffect) && HostSession.isSmall(effect));
    }

    private void wait(ModuleBody.Prepared prepared, HostSession.@Nullable Group group,
            Function<HostSession.Outcome, TaskResult> then, Consumer<Supplier<TaskResult>> done) {
        waiting.add(new Waiting(group, outcome -> kept(prepared, () -> then.apply(outcome)), done));
    }

    private TaskResult kept(ModuleBody.Prepared prepared, ModuleCall.Attempt attempt) {
        TaskResult result = prepared.keep(ModuleCall.told(attempt));
        if (result.values().containsKey("ansible_facts")) {
            forget();
        }
        return result;
    }

    /** Runs waiting commands; twice as many the next time, as long as nobody waits for their results. */
    private void timed() {
        long start = System.nanoTime();
        flush();
        mostCommands = System.nanoTime() - start < QUICK_NANOS ? Math.min(2 * mostCommands, MOST_COMMANDS) : 1;
    }

    /** A result that needs nothing of the host; it comes in its turn, too. */
    void pass(Supplier<TaskResult> result, Consumer<Supplier<TaskResult>> done) {
        if (waiting.isEmpty()) {
            done.accept(result);
        } else {
            waiting.add(new Waiting(null, outcome -> result.get(), done));
        }
    }

    /** Applies what waits and gives out its results. */
    void flush() {
        List<Waiting> now = List.copyOf(waiting);
        waiting.clear();
        commands = 0;
        List<HostSession.Group> groups = new ArrayList<>();
        now.stream().map(Waiting::group).filter(Objects::nonNull).forEach(groups::add);
        try {
            List<HostSession.Outcome> outcomes = groups.isEmpty() ? List.of() : session().apply(groups);
            int at = 0;
            for (Waiting each : now) {
                HostSession.Outcome outcome = each.group() == null ? NOTHING : outcomes.get(at++);
                each.done().accept(() -> each.then().apply(outcome));
            }
        } catch (ConnectionException e) {
            RuntimeException stopped = ModuleCall.stopped(e);
            now.forEach(each -> each.done().accept(() -> {
                throw stopped;
            }));
        }
        known.entrySet().removeIf(each -> touched.containsKey(file(each.getValue()))
                || !HostSession.laidOver(each.getKey(), known, queued).equals(each.getValue()));
        queued = new Pending();
        touched.clear();
    }

    /** What was asked and decided beforehand counts no more. */
    private void forget() {
        known.clear();
        ahead.clear();
        apart.clear();
    }
}
