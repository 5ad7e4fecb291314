package jplay.tasks.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import jplay.tasks.Modules;
import jplay.tasks.bind.Argument;
import jplay.tasks.bind.BindException;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.PutFile;
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.MissingRead;
import jplay.tasks.read.PathRead;

/**
 * A task and a host as data: files that are there, commands and what they say. What is not told is not there: files are
 * absent and commands fail. Whatever the module asks is answered from this until it decides.
 */
public final class Task {
    private static final Modules MODULES = Modules.load();
    private final Modules.Entry entry;
    private final Map<String, Argument> arguments = new LinkedHashMap<>();
    private final Map<String, FileState> files = new HashMap<>();
    private final Map<String, Output> said = new LinkedHashMap<>();
    private final Map<Read<?>, Answer<?>> answers = new HashMap<>();
    private final Pending pending = new Pending();
    private Control control = new FakeControl(Map.of());

    private Task(String module) {
        entry = java.util.Objects.requireNonNull(MODULES.find(module), module);
    }

    /** Parameters as names and values in turn. */
    public static Task of(String module, Object... namesAndValues) {
        Task task = new Task(module);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            task.arguments.put((String) namesAndValues[i], value instanceof String s ? Argument.text(s) : Argument.of(value));
        }
        return task;
    }

    public Task control(Control control) {
        this.control = control;
        return this;
    }

    /** A file of root's with mode 0644. */
    public Task file(String path, String text) {
        return file(path, text, s -> s);
    }

    public Task file(String path, String text, UnaryOperator<FileState> as) {
        files.put(path, as.apply(new FileState(
                FileState.Kind.FILE, 0644, 0, "root", 0, "root", text.length(), 0, 0, 0, 1, 1, 1, null, path, Map.of(), Content.of(text))));
        return this;
    }

    public Task directory(String path) {
        files.put(path, FileState.predicted(FileState.Kind.DIRECTORY, 0755).withOwner("root", "root"));
        return this;
    }

    /** Scripts that contain this text print that. */
    public Task says(String part, String out) {
        return says(part, 0, out, "");
    }

    public Task says(String part, int exit, String out, String err) {
        said.put(part, Output.of(exit, out, err));
        return this;
    }

    public <A> Task known(Read<A> read, A value) {
        answers.put(read, Answer.known(value));
        return this;
    }

    public Task absent(Read<?> read) {
        answers.put(read, Answer.absent());
        return this;
    }

    /** As the host would be after another task, in check mode. */
    public Task after(Task earlier) {
        earlier.change().effects().forEach(effect -> effect.predict(pending));
        files.putAll(earlier.files);
        said.putAll(earlier.said);
        return this;
    }

    public Plan plan() {
        try {
            return plan(entry.module());
        } catch (ModuleFailure | BindException e) {
            return Plan.Failed.of(String.valueOf(e.getMessage()));
        }
    }

    @SuppressWarnings("unchecked")
    private <P extends Record> Plan plan(TaskModule<P> module) {
        P params = (P) entry.binder().bind(Ignored.strip(entry, arguments));
        ask(module.reads(params));
        Plan plan = module.plan(params, state(), control);
        while (plan instanceof Plan.More more) {
            ask(more.reads());
            plan = module.plan(params, state(), control);
        }
        return plan;
    }

    private void ask(Reads reads) {
        for (Read<?> read : reads.all()) {
            answers.computeIfAbsent(read, this::overlaid);
        }
    }

    private <A> Answer<A> overlaid(Read<A> read) {
        return read.overlay(pending, answer(read));
    }

    @SuppressWarnings("unchecked")
    private <A> Answer<A> answer(Read<A> read) {
        Answer<A> answer = (Answer<A>) answers.get(read);
        if (answer != null) {
            return answer;
        }
        if (read instanceof FileRead file) {
            FileState state = files.get(file.path());
            return state == null ? Answer.absent() : (Answer<A>) Answer.known(file.digest() == null ? state : state.digested(file.digest()));
        }
        String script = read.script();
        for (Map.Entry<String, Output> each : said.entrySet()) {
            if (script.contains(each.getKey())) {
                return read.parse(each.getValue());
            }
        }
        return switch (read) {
            case PathRead path -> read.parse(Output.of(0, path.path().replaceFirst("^~", "/root"), ""));
            case MissingRead missing -> read.parse(Output.of(0, "", ""));
            default -> read.parse(Output.of(1, "", read instanceof CommandRead ? "no answer to " + script : ""));
        };
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

    public Plan.Change change() {
        return assertInstanceOf(Plan.Change.class, plan());
    }

    /** The effects, one a line: files as {@code put PATH MODE OWNER:GROUP} and their text below. */
    public String effects() {
        Plan plan = plan();
        if (plan instanceof Plan.Opaque opaque) {
            return "only " + shown(opaque.run());
        }
        return assertInstanceOf(Plan.Change.class, plan).effects().stream().map(Task::shown).collect(Collectors.joining("\n"));
    }

    static String shown(Effect effect) {
        if (effect instanceof PutFile put) {
            String owner = put.owner() == null && put.group() == null ? "" : " " + put.owner() + ":" + put.group();
            return "put " + put.path() + " " + Integer.toOctalString(put.mode()) + owner + (put.unsafe() ? " unsafe" : "")
                    + (put.validate() == null ? "" : " validate " + put.validate()) + (put.backup() == null ? "" : " backup")
                    + "\n" + put.content().text().stripTrailing();
        }
        String upload = effect.upload().map(up -> "\n<<< " + up.content().text().strip()).orElse("");
        return effect.script().replace("PATH=$PATH:/usr/sbin:/sbin\n", "") + upload;
    }

    /** The task does exactly this. */
    public Task does(String... effects) {
        assertEquals(String.join("\n", effects), effects());
        return this;
    }

    /** The result, as {@code register} would have it, before the engine adds to it. */
    public Map<?, ?> result() {
        return switch (plan()) {
            case Plan.InSync(Object result) -> Here.flat(result);
            case Plan.Change change -> Here.flat(change.then().apply(new Plan.Applied(List.of(), state())));
            case Plan.Failed(String message, Object result) -> Here.flat(result);
            case Plan plan -> throw new AssertionError(plan.toString());
        };
    }

    /** The result of applying, where the effects print this. */
    public Map<?, ?> result(String... outputs) {
        List<Output> all = new ArrayList<>();
        for (String output : outputs) {
            all.add(Output.of(0, output, ""));
        }
        return Here.flat(change().then().apply(new Plan.Applied(all, state())));
    }

    public Task inSync() {
        assertInstanceOf(Plan.InSync.class, plan());
        return this;
    }

    public String failure() {
        return assertInstanceOf(Plan.Failed.class, plan()).message();
    }

    /** Judges an {@link Plan.Opaque} run by what it printed. */
    public Plan.Outcome outcome(int exit, String out, String err) {
        return assertInstanceOf(Plan.Opaque.class, plan()).then().apply(Output.of(exit, out, err));
    }
}
