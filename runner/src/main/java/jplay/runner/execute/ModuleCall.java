package jplay.runner.execute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jplay.runner.connection.ConnectionException;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Unknown;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.tasks.Modules;
import jplay.tasks.bind.Argument;
import jplay.tasks.bind.BindException;
import jplay.tasks.bind.Parameter;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.ControlEffect;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.ModuleFailure;
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
    private final Modules.Entry entry;
    private final Evaluator evaluator;
    private final Control control;
    private final boolean check;
    private final Supplier<HostSession> session;
    private final Comeback comeback;
    private final Redactor redactor;

    /**
     * @param session opens the connection when it is first needed
     * @param comeback waits for a host that is not there
     */
    ModuleCall(Modules.Entry entry, Evaluator evaluator, Control control, boolean check, Supplier<HostSession> session,
            Comeback comeback, Redactor redactor) {
        this.entry = entry;
        this.evaluator = evaluator;
        this.control = control;
        this.check = check;
        this.session = session;
        this.comeback = comeback;
        this.redactor = redactor;
    }

    /** What came of it, before {@code changed_when} and {@code failed_when}. */
    TaskResult run(Map<String, Node> arguments, Scope scope) {
        try {
            return run(bind(arguments, scope));
        } catch (BindException | ModuleFailure e) {
            return failed(String.valueOf(e.getMessage()), Map.of(), List.of());
        } catch (ConnectionException e) {
            if (e.kind() == ConnectionException.Kind.INTERRUPTED) {
                throw new Interrupted();
            }
            throw new Stopped(String.valueOf(e.getMessage()), e.unreachable());
        }
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
                if (unknown != null) {
                    throw new NotKnown(unknown);
                }
                bound.put(target, argument);
                if (parameter != null && parameter.doc().secret() && Argument.plain(argument) instanceof String secret) {
                    redactor.add(secret);
                }
            }
        });
        return entry.binder().bind(bound);
    }

    private String freeForm() {
        for (Parameter parameter : entry.binder().parameters()) {
            if (parameter.doc().freeForm()) {
                return parameter.name();
            }
        }
        return Task.FREE_FORM;
    }

    @SuppressWarnings("unchecked")
    private TaskResult run(Record params) throws ConnectionException {
        TaskModule<Record> module = (TaskModule<Record>) entry.module();
        Answers answers = new Answers();
        ask(module.reads(params), answers);
        Plan plan = module.plan(params, answers, control);
        for (int i = 0; plan instanceof Plan.More(Reads reads); i++) {
            if (i > MAX_ROUNDS) {
                throw new IllegalStateException(entry.doc().name() + " never stops asking");
            }
            ask(reads, answers);
            plan = module.plan(params, answers, control);
        }
        return carryOut(plan, answers);
    }

    private void ask(Reads reads, Answers answers) throws ConnectionException {
        if (!reads.all().isEmpty()) {
            session.get().ask(reads, answers);
        }
    }

    private TaskResult carryOut(Plan plan, Answers answers) throws ConnectionException {
        return switch (plan) {
            case Plan.InSync(Object result) -> ok(result);
            case Plan.Change change -> check ? foresee(change, answers) : apply(change, answers);
            case Plan.Opaque opaque -> !check ? execute(opaque, opaque.run(), answers)
                    : opaque.rehearsal() != null ? execute(opaque, opaque.rehearsal(), answers) : predict(opaque);
            case Plan.Failed(String message, Object result) -> failed(message, Results.dict(result), List.of());
            case Plan.Skipped(String reason, Object result) -> new TaskResult.Skipped(Results.dict(result), reason);
            case Plan.More more -> throw new IllegalStateException();
        };
    }

    private TaskResult foresee(Plan.Change change, Answers answers) throws ConnectionException {
        @Nullable Pending pending = needsHost(change) ? session.get().pending() : null;
        if (pending != null) {
            change.effects().stream().filter(Effect::changes).forEach(effect -> effect.predict(pending));
        }
        Answers after = answers.copy();
        if (pending != null) {
            after.refresh(pending, change.after());
        }
        Object result = change.then().apply(new Plan.Applied(List.of(), after));
        return applied(change, result);
    }

    private static boolean needsHost(Plan.Change change) {
        return change.effects().stream().anyMatch(effect -> !(effect instanceof ControlEffect));
    }

    private TaskResult apply(Plan.Change change, Answers answers) throws ConnectionException {
        List<Effect> onHost = change.effects().stream().filter(e -> !(e instanceof ControlEffect)).toList();
        List<Output> outputs = List.of();
        if (!onHost.isEmpty() || !change.after().all().isEmpty()) {
            HostSession.Outcome outcome = session.get().apply(onHost, change.after(), answers);
            @Nullable Effect broken = outcome.failed();
            if (broken != null) {
                Output last = outcome.outputs().get(outcome.outputs().size() - 1);
                return failed(explain(broken, last), Map.of("rc", (long) last.exit()), List.of(change.diff()));
            }
            outputs = outcome.outputs();
            if (onHost.get(onHost.size() - 1) instanceof Reboot reboot) {
                Output back = comeback.await(reboot, outputs.get(outputs.size() - 1));
                if (back.exit() != 0) {
                    return failed(back.err(), Map.of("rebooted", true), List.of());
                }
            }
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
        return applied(change, change.then().apply(new Plan.Applied(outputs, answers)));
    }

    private static String explain(Effect effect, Output output) {
        String why = output.err().strip();
        why = why.isEmpty() ? output.out().strip() : why;
        // All that dash's printf says of a full disk.
        String guess = why.endsWith("I/O error") ? " (is the disk full?)" : "";
        return "cannot " + effect.describe() + ": " + (why.isEmpty() ? "exit status " + output.exit() : why + guess);
    }

    private TaskResult predict(Plan.Opaque opaque) {
        if (opaque.prediction() != null) {
            return ok(opaque.prediction());
        }
        throw new NotKnown(new Unknown(entry.doc().name() + " is not run in check mode"));
    }

    private TaskResult execute(Plan.Opaque opaque, Effect run, Answers answers) throws ConnectionException {
        Output output = run instanceof AwaitHost wait
                ? comeback.await(wait)
                : session.get().apply(List.of(run), Reads.NONE, answers).outputs().get(0);
        Plan.Outcome outcome = opaque.then().apply(output);
        Map<String, @Nullable Object> values = Results.dict(outcome.result());
        values.put("changed", outcome.changed());
        if (outcome.failed() != null) {
            return failed(outcome.failed(), values, List.of());
        }
        return outcome.changed() ? new TaskResult.Changed(values, List.of()) : new TaskResult.Ok(values, List.of());
    }

    private static TaskResult ok(Object result) {
        Map<String, @Nullable Object> values = Results.dict(result);
        values.putIfAbsent("changed", false);
        return Boolean.TRUE.equals(values.get("changed")) ? new TaskResult.Changed(values, List.of()) : new TaskResult.Ok(values, List.of());
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
        values.put("msg", message);
        return new TaskResult.Failed(values, message, false, diffs);
    }
}
