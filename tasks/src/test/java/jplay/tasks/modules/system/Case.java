package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.Modules;
import jplay.tasks.bind.Argument;
import jplay.tasks.bind.Binder;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.TaskModule;

/** A module, its parameters and what is known of the host: data in, plan out. */
final class Case {
    private static final Modules MODULES = Modules.load();
    private final TaskModule<Record> module;
    private final Record params;
    private final Map<Read<?>, Answer<?>> answers = new HashMap<>();

    @SuppressWarnings("unchecked")
    private Case(String name, Map<String, Argument> arguments) {
        Modules.Entry entry = MODULES.find(name);
        this.module = (TaskModule<Record>) entry.module();
        this.params = ((Binder<Record>) entry.binder()).bind(jplay.tasks.modules.Ignored.strip(entry, arguments));
    }

    /** Parameters as names and values in turn. */
    static Case of(String module, Object... namesAndValues) {
        Map<String, Argument> arguments = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            arguments.put((String) namesAndValues[i], value instanceof String s ? Argument.text(s) : Argument.of(value));
        }
        return new Case(module, arguments);
    }

    <A> Case with(Read<A> read, A known) {
        answers.put(read, Answer.known(known));
        return this;
    }

    Case without(Read<?>... reads) {
        for (Read<?> read : reads) {
            answers.put(read, Answer.absent());
        }
        return this;
    }

    List<Read<?>> reads() {
        return module.reads(params).all();
    }

    /** The plan, once every read that it asks for has been answered. */
    Plan plan() {
        HostState state = new HostState() {
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
        return module.plan(params, state, new jplay.tasks.modules.FakeControl(Map.of()));
    }

    Plan.Change change() {
        return assertInstanceOf(Plan.Change.class, plan());
    }

    /** The scripts of the change, one a line. */
    String scripts() {
        return String.join("\n", change().effects().stream().map(effect -> effect.script()).toList());
    }

    Object inSync() {
        return assertInstanceOf(Plan.InSync.class, plan()).result();
    }

    String failure() {
        try {
            return assertInstanceOf(Plan.Failed.class, plan()).message();
        } catch (jplay.tasks.contract.ModuleFailure e) {
            return e.getMessage();
        }
    }

    /** What a check-mode run would know after the change. */
    Pending pending() {
        Pending pending = new Pending();
        change().effects().forEach(effect -> effect.predict(pending));
        return pending;
    }
}
