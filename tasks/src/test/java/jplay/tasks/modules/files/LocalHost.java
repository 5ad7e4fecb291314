package jplay.tasks.modules.files;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.Modules;
import jplay.tasks.ShellRun;
import jplay.tasks.bind.Argument;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.ControlEffect;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;

/** Runs modules on this machine as the engine would: reads, plan, effects; in check mode against what is predicted. */
final class LocalHost {
    private static final Modules MODULES = Modules.load();
    private final ShellRun shell;
    private final Control control;
    private final Pending pending = new Pending();
    int requests;

    LocalHost(ShellRun shell, Control control) {
        this.shell = shell;
        this.control = control;
    }

    /** What came of a task. */
    record Outcome(String status, Object result, String message) {}

    Outcome run(String module, Map<String, ?> arguments) {
        return task(module, arguments, false);
    }

    Outcome check(String module, Map<String, ?> arguments) {
        return task(module, arguments, true);
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private Outcome task(String name, Map<String, ?> arguments, boolean check) {
        Modules.Entry entry = MODULES.find(name);
        Map<String, Argument> given = new HashMap<>();
        arguments.forEach((key, value) ->
                given.put(key, value instanceof String text ? Argument.text(text) : Argument.of(value)));
        TaskModule module = entry.module();
        State state = new State(check);
        requests = 0;
        try {
            Record params = entry.binder().bind(jplay.tasks.modules.Ignored.strip(entry, given));
            state.ask(module.reads(params));
            Plan plan = module.plan(params, state, control);
            for (int i = 0; plan instanceof Plan.More more && i < 10; i++) {
                state.ask(more.reads());
                plan = module.plan(params, state, control);
            }
            return finish(plan, state, check);
        } catch (ModuleFailure e) {
            return new Outcome("failed", null, e.getMessage());
        }
    }

    private Outcome finish(Plan plan, State state, boolean check) {
        return switch (plan) {
            case Plan.InSync sync -> new Outcome("ok", sync.result(), "");
            case Plan.Failed failed -> new Outcome("failed", failed.result(), failed.message());
            case Plan.Skipped skipped -> new Outcome("skipped", skipped.result(), skipped.reason());
            case Plan.Change change -> apply(change, state, check);
            default -> throw new AssertionError("no end of it: " + plan);
        };
    }

    private Outcome apply(Plan.Change change, State state, boolean check) {
        List<Output> outputs = new ArrayList<>();
        for (Effect effect : change.effects()) {
            if (check) {
                effect.predict(pending);
                continue;
            }
            Output output = effect instanceof ControlEffect here ? here(here) : shell.apply(effect);
            outputs.add(output);
            if (output.exit() != 0) {
                return new Outcome("failed", null, effect.describe() + ": " + output.err().strip());
            }
        }
        requests++;
        state.answers.clear();
        State after = new State(check);
        after.ask(change.after());
        requests -= change.after().all().isEmpty() ? 0 : 1;
        return new Outcome("changed", change.then().apply(new Plan.Applied(outputs, after)), "");
    }

    private static Output here(ControlEffect effect) {
        try {
            effect.applyOnControl();
            return Output.of(0, "", "");
        } catch (java.io.IOException e) {
            return Output.of(1, "", e.toString());
        }
    }

    private final class State implements HostState {
        private final Map<Read<?>, Answer<?>> answers = new HashMap<>();
        private final boolean check;

        State(boolean check) {
            this.check = check;
        }

        void ask(Reads reads) {
            requests += reads.all().isEmpty() ? 0 : 1;
            reads.all().forEach(read -> answers.put(read, check ? shell.ask(read, pending) : shell.ask(read)));
        }

        @Override
        @SuppressWarnings("unchecked")
        public <A> Answer<A> get(Read<A> read) {
            return (Answer<A>) answers.getOrDefault(read, Answer.unknown("never asked: " + read));
        }

        @Override
        public boolean has(Read<?> read) {
            return answers.containsKey(read);
        }
    }
}
