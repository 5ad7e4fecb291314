package jplay.runner.execute;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import jplay.runner.connection.ConnectionException;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Partial;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Unknown;
import jplay.runner.expression.UnknownException;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.tasks.Modules;
import jplay.tasks.bind.Argument;
import jplay.tasks.bind.BindException;
import jplay.tasks.bind.Parameter;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.ControlEffect;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.NotKnownYet;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.AwaitHost;
import jplay.tasks.effect.Reboot;
import org.jspecify.annotations.Nullable;

/** One call of a module on one host: renders and binds its arguments, plans, and applies unless checking. */
final class ModuleCall {
    private static final int MAX_ROUNDS = 50;
    private static final Unknown NOT_RUN = new Unknown("it is not run in check mode");
    private final Modules.Entry entry;
    private final Evaluator evaluator;
    private final Control control;
    private final boolean check;
    private final Supplier<HostSession> session;
    private final Comeback comeback;
    private final Redactor redactor;
    private @Nullable Record params;
    private Answers answers = new Answers();
    private Reads wanted = Reads.NONE;
    private @Nullable Plan plan;
    private int rounds;
    private final Supplier<Pending> onControl;
    private final Vetting vetting;
    private boolean vetted;

    /**
     * @param session opens the connection when it is first needed
     * @param onControl in check mode, what would have been done to the control machine
     * @param comeback waits for a host that is not there
     * @param vetting is told what was decided
     */
    ModuleCall(Modules.Entry entry, Evaluator evaluator, Control control, boolean check, Supplier<HostSession> session,
            Redactor redactor, Supplier<Pending> onControl, Comeback comeback, Vetting vetting) {
        this.entry = entry;
        this.evaluator = evaluator;
        this.control = control;
        this.check = check;
        this.session = session;
        this.comeback = comeback;
        this.redactor = redactor;
        this.onControl = onControl;
        this.vetting = vetting;
    }

    /** What came of it, before {@code changed_when} and {@code failed_when}. */
    TaskResult run(Map<String, Node> arguments, Scope scope) {
        return told(() -> {
            begin(arguments, scope);
            return carryOut(drive());
        });
    }

    /** Something that may fail in the ways a module can. */
    interface Attempt {
        TaskResult make() throws ConnectionException;
    }

    /** What it came to, or how it failed. */
    static TaskResult told(Attempt attempt) {
        try {
            return attempt.make();
        } catch (NotKnown e) {
            throw e;
        } catch (NotKnownYet e) {
            throw new NotKnown(new Unknown(String.valueOf(e.getMessage())));
        } catch (UnknownException e) {
            throw new NotKnown(e.unknown());
        } catch (BindException | ModuleFailure e) {
            return failed(String.valueOf(e.getMessage()), Map.of(), List.of());
        } catch (ConnectionException e) {
            throw stopped(e);
        }
    }

    static RuntimeException stopped(ConnectionException e) {
        return e.kind() == ConnectionException.Kind.INTERRUPTED
                ? new Interrupted()
                : new Stopped(String.valueOf(e.getMessage()), e.unreachable());
    }

    /** Binds the arguments; what has to be asked first is {@link #wanted}. */
    void begin(Map<String, Node> arguments, Scope scope) {
        params = bind(arguments, scope);
        restart();
    }

    /** Forgets what the host said. */
    void restart() {
        answers = new Answers();
        plan = null;
        vetted = false;
        rounds = 0;
        wanted = module().reads(params());
    }

    Reads wanted() {
        return wanted;
    }

    Answers answers() {
        return answers;
    }

    /** What was decided, or null where more has to be asked. */
    @Nullable Plan plan() {
        return plan;
    }

    /** Decides with the answers that are there now. */
    void decide() {
        Plan next = next();
        wanted = Reads.NONE;
        if (!(next instanceof Plan.More(Reads more))) {
            plan = next;
            return;
        }
        if (++rounds > MAX_ROUNDS) {
            throw new IllegalStateException(entry.doc().name() + " never stops asking");
        }
        wanted = more;
    }

    /** In check mode, a failure that rests on what is not known yet is none. */
    private Plan next() {
        @Nullable Plan next = null;
        @Nullable ModuleFailure failure = null;
        try {
            next = module().plan(params(), answers, control);
        } catch (ModuleFailure e) {
            failure = e;
        } catch (NotKnown e) {
            throw e;
        } catch (NotKnownYet e) {
            throw new NotKnown(new Unknown(String.valueOf(e.getMessage())));
        }
        @Nullable String open = answers.open();
        if ((next == null || next instanceof Plan.Failed) && open != null) {
            throw new NotKnown(new Unknown(open));
        }
        if (next == null) {
            throw Objects.requireNonNull(failure);
        }
        return next;
    }

    /** Asks and decides until it is clear what to do. */
    Plan drive() throws ConnectionException {
        Plan decided = plan;
        while (decided == null) {
            if (!wanted.all().isEmpty()) {
                session.get().ask(wanted, answers);
            }
            decide();
            decided = plan;
        }
        return decided;
    }

    @SuppressWarnings("unchecked")
    private TaskModule<Record> module() {
        return (TaskModule<Record>) entry.module();
    }

    private Record params() {
        return Objects.requireNonNull(params);
    }

    private Record bind(Map<String, Node> arguments, Scope scope) {
        Map<String, Argument> bound = new LinkedHashMap<>();
        arguments.forEach((name, node) -> {
            // set_fact and the like: the name may be a template, too.
            String written = Evaluator.isTemplate(name) ? evaluator.text(Node.Scalar.text(name, node.span()), scope) : name;
            String target = name.equals(Task.FREE_FORM) ? freeForm() : written;
            @Nullable Parameter parameter = entry.binder().parameter(target);
            @Nullable Argument argument = parameter != null && parameter.doc().raw()
                    ? Evaluator.raw(node)
                    : evaluator.argument(node, scope);
            if (argument != null) {
                // What set_fact is given may stay unknown; any other module needs to know.
                @Nullable Unknown unknown = entry.doc().anyParameter() ? null : NotKnown.in(Argument.plain(argument));
                if (unknown != null && (parameter == null || !parameter.doc().content())) {
                    throw new NotKnown(unknown);
                }
                bound.put(target, unknown == null ? argument : Argument.of(Content.unknown(unknown.reason())));
                if (parameter != null && parameter.doc().secret() && Argument.plain(argument) instanceof String secret) {
                    redactor.add(secret);
                }
            }
        });
        return entry.binder().bind(bound);
    }

    private String freeForm() {
        return Objects.requireNonNullElse(entry.binder().freeForm(), Task.FREE_FORM);
    }

    /** Has it noted what was decided; once. */
    void vet(Plan decided) {
        if (!vetted) {
            vetted = true;
            vetting.decided(decided, answers);
        }
    }

    TaskResult carryOut(Plan decided) throws ConnectionException {
        vet(decided);
        try {
            return done(decided);
        } catch (NotKnown e) {
            throw e.ofResult();
        } catch (NotKnownYet e) {
            throw new NotKnown(new Unknown(String.valueOf(e.getMessage()))).ofResult();
        }
    }

    private TaskResult done(Plan decided) throws ConnectionException {
        return switch (decided) {
            case Plan.InSync(Object result) -> ok(result);
            case Plan.Change change -> check ? foresee(change) : apply(change);
            case Plan.Opaque opaque -> !check ? execute(opaque, opaque.run())
                    : opaque.rehearsal() != null ? rehearse(opaque, opaque.rehearsal()) : predict(opaque);
            case Plan.Failed(String message, Object result) -> failed(message, Results.dict(result), List.of());
            case Plan.Skipped(String reason, Object result) -> new TaskResult.Skipped(Results.dict(result), reason);
            case Plan.More more -> throw new IllegalStateException();
        };
    }

    private TaskResult foresee(Plan.Change change) throws ConnectionException {
        @Nullable Pending pending = needsHost(change) ? session.get().pending() : null;
        for (Effect effect : change.effects()) {
            @Nullable Pending there = effect instanceof ControlEffect ? onControl.get() : pending;
            if (effect.changes() && there != null) {
                there.apply(effect instanceof ControlEffect ? "" : session.get().actor(), () -> effect.predict(there));
            }
        }
        Answers after = answers.copy();
        if (pending != null) {
            after.refresh(pending, change.after());
        }
        Object result = change.then().apply(new Plan.Applied(List.of(), after));
        if (change.effects().stream().anyMatch(Effect::changes) && !isCertain(change)) {
            throw new NotKnown(new Unknown("what is to be written"));
        }
        Map<String, @Nullable Object> values = new Partial(Results.dict(result), NOT_RUN);
        values.put("failed", false);
        return applied(change, values);
    }

    private static boolean needsHost(Plan.Change change) {
        return change.effects().stream().anyMatch(effect -> !(effect instanceof ControlEffect));
    }

    private TaskResult apply(Plan.Change change) throws ConnectionException {
        List<Effect> onHost = change.effects().stream().filter(e -> !(e instanceof ControlEffect)).toList();
        HostSession.Outcome outcome = onHost.isEmpty() && change.after().all().isEmpty()
                ? new HostSession.Outcome(List.of(), null)
                : session.get().apply(onHost, change.after(), answers);
        if (outcome.failed() == null && !onHost.isEmpty() && onHost.get(onHost.size() - 1) instanceof Reboot reboot) {
            return rebooted(change, reboot, outcome.outputs().get(onHost.size() - 1));
        }
        return applied(change, outcome);
    }

    /** What came of a change whose effects on the host were applied. */
    TaskResult applied(Plan.Change change, HostSession.Outcome outcome) {
        @Nullable Effect broken = outcome.failed();
        if (broken != null) {
            Output last = outcome.outputs().get(outcome.outputs().size() - 1);
            return failed(Complaint.of(broken, last), Map.of("rc", (long) last.exit()), List.of(change.diff()));
        }
        for (Effect effect : change.effects()) {
            if (effect instanceof ControlEffect local) {
                try {
                    local.applyOnControl();
                } catch (java.io.IOException e) {
                    return failed("cannot " + effect.describe() + " on the control machine: " + e.getMessage(), Map.of(), List.of());
                }
            }
        }
        return applied(change, change.then().apply(new Plan.Applied(outcome.outputs(), answers)));
    }

    private TaskResult rebooted(Plan.Change change, Reboot reboot, Output before) {
        long start = System.nanoTime();
        Output back = comeback.await(reboot, before);
        TaskResult result = applied(change, change.then().apply(new Plan.Applied(List.of(before), answers)));
        result.values().put("elapsed", Duration.ofNanos(System.nanoTime() - start).toSeconds());
        return back.exit() == 0 ? result : failed(back.err(), result.values(), List.of());
    }

    private TaskResult predict(Plan.Opaque opaque) throws ConnectionException {
        if (vetting.own() && (opaque.unrun() != null || opaque.changes() == null)) {
            return unrun(opaque);
        }
        @Nullable Boolean changes = opaque.changes();
        @Nullable Pending pending = session.get().pending();
        if (changes == null) {
            if (pending != null) {
                opaque.run().predict(pending);
            }
            throw new NotKnown(new Unknown("only running " + entry.doc().name() + " tells"));
        }
        Map<String, @Nullable Object> values = new Partial(Map.of("changed", changes, "failed", false), NOT_RUN);
        if (changes && pending != null) {
            opaque.run().predict(pending);
        }
        return changes ? new TaskResult.Changed(values, List.of()) : new TaskResult.Ok(values, List.of());
    }

    /** The rest of the run is real: what is left out here is skipped, as Ansible has it, rather than not known. */
    private TaskResult unrun(Plan.Opaque opaque) {
        Plan.@Nullable Outcome outcome = opaque.unrun();
        String none = "remote module (" + entry.doc().name() + ") does not support check mode";
        Map<String, @Nullable Object> values = outcome == null ? new LinkedHashMap<>(Map.of("msg", none)) : Results.dict(outcome.result());
        boolean changes = outcome != null && outcome.changed();
        values.put("changed", changes);
        return changes ? new TaskResult.Changed(values, List.of()) : new TaskResult.Skipped(values, String.valueOf(values.get("msg")));
    }

    private TaskResult execute(Plan.Opaque opaque, Effect run) throws ConnectionException {
        return executed(opaque, run instanceof AwaitHost wait
                ? new HostSession.Outcome(List.of(comeback.await(wait)), null)
                : session.get().apply(List.of(run), Reads.NONE, answers));
    }

    /** What the rehearsal says would change is not as it was for the tasks after it. */
    private TaskResult rehearse(Plan.Opaque opaque, Effect rehearsal) throws ConnectionException {
        TaskResult result = execute(opaque, rehearsal);
        @Nullable Pending pending = session.get().pending();
        if (result instanceof TaskResult.Changed && pending != null) {
            opaque.run().predict(pending);
        }
        return result;
    }

    static TaskResult executed(Plan.Opaque opaque, HostSession.Outcome done) {
        Plan.Outcome outcome = opaque.then().apply(done.outputs().get(0));
        Map<String, @Nullable Object> values = Results.dict(outcome.result());
        values.put("changed", outcome.changed());
        if (outcome.failed() != null) {
            return failed(outcome.failed(), values, List.of());
        }
        List<Diff> diffs = outcome.diff().entries().isEmpty() ? List.of() : List.of(outcome.diff());
        return outcome.changed() ? new TaskResult.Changed(values, diffs) : new TaskResult.Ok(values, diffs);
    }

    private static TaskResult ok(Object result) {
        Map<String, @Nullable Object> values = Results.dict(result);
        values.putIfAbsent("changed", false);
        return Boolean.TRUE.equals(values.get("changed")) ? new TaskResult.Changed(values, List.of()) : new TaskResult.Ok(values, List.of());
    }

    private static boolean isCertain(Plan.Change change) {
        return change.effects().stream().anyMatch(effect -> effect.changes() && effect.isCertain());
    }

    private static TaskResult applied(Plan.Change change, Object result) {
        return change.effects().stream().anyMatch(Effect::changes) ? changed(result, change.diff()) : ok(result);
    }

    private static TaskResult changed(Object result, Diff diff) {
        Map<String, @Nullable Object> values = Results.dict(result);
        values.put("changed", true);
        return new TaskResult.Changed(values, List.of(diff));
    }

    static TaskResult failed(String message, Map<String, ? extends @Nullable Object> more, List<Diff> diffs) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>(more);
        values.putIfAbsent("changed", false);
        values.put("failed", true);
        // A message of another type than text is the module's own: that of fail.
        values.merge("msg", message, (own, said) -> own instanceof String ? said : own);
        return new TaskResult.Failed(values, message, false, diffs);
    }
}
