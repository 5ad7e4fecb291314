package jplay.tasks.modules;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.Modules;
import jplay.tasks.bind.Argument;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;

/** One call of a module as data: its arguments and the host's state in, the plan out. */
public final class Case {
    private static final Modules MODULES = Modules.load();
    private final Modules.Entry entry;
    private final Map<String, Argument> arguments = new LinkedHashMap<>();
    private final Map<Read<?>, Answer<?>> answers = new HashMap<>();
    private Control control = new FakeControl(Map.of());

    private Case(String module) {
        entry = java.util.Objects.requireNonNull(MODULES.find(module), module);
    }

    public static Case of(String module) {
        return new Case(module);
    }

    public Case with(String name, Object value) {
        arguments.put(name, value instanceof String s ? Argument.text(s) : Argument.of(value));
        return this;
    }

    public Case given(Read<?> read, Answer<?> answer) {
        answers.put(read, answer);
        return this;
    }

    public Case control(Control control) {
        this.control = control;
        return this;
    }

    public Reads reads() {
        return reads(entry.module());
    }

    public Plan plan() {
        try {
            return plan(entry.module());
        } catch (ModuleFailure e) {
            return Plan.Failed.of(String.valueOf(e.getMessage()));
        }
    }

    /** Plans, answering reads by running them on this machine, until there is a decision. */
    public Plan planHere() {
        List<Read<?>> pending = new ArrayList<>(reads().all());
        while (true) {
            pending.forEach(read -> answers.put(read, Here.answer(read)));
            Plan plan = plan();
            if (!(plan instanceof Plan.More more)) {
                return plan;
            }
            pending = more.reads().all();
        }
    }

    /** Plans and applies on this machine; the result as a map, with {@code changed} and {@code failed}. */
    public Map<String, Object> run() {
        Plan plan = planHere();
        return Here.apply(plan, state());
    }

    @SuppressWarnings("unchecked")
    private <P extends Record> Plan plan(TaskModule<P> module) {
        return module.plan((P) entry.binder().bind(Ignored.strip(entry, arguments)), state(), control);
    }

    @SuppressWarnings("unchecked")
    private <P extends Record> Reads reads(TaskModule<P> module) {
        return module.reads((P) entry.binder().bind(Ignored.strip(entry, arguments)));
    }

    private HostState state() {
        return new HostState() {
            @Override
            @SuppressWarnings("unchecked")
            public <A> Answer<A> get(Read<A> read) {
                return (Answer<A>) answers.getOrDefault(read, Answer.unknown("not asked: " + read));
            }

            @Override
            public boolean has(Read<?> read) {
                return answers.containsKey(read);
            }
        };
    }
}
