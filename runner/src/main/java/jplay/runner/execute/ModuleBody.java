package jplay.runner.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Omit;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Values;
import jplay.runner.known.AnsibleBuiltin;
import jplay.runner.known.AnsibleNames;
import jplay.runner.model.Splat;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.tasks.Modules;
import jplay.tasks.contract.Pending;
import org.jspecify.annotations.Nullable;

/** Calls the task's module on the host, or on the one it is delegated to, and keeps what it learned. */
final class ModuleBody implements TaskRun.Body {
    /** The keywords that say where and as whom a task runs. */
    private static final List<String> CONNECTING = List.of(
            "delegate_to", "environment", "check_mode", "timeout", "connection", "port", "remote_user",
            "become", "become_user", "become_method", "become_flags", "become_exe");

    private final RunContext context;
    private final PlayContext play;

    ModuleBody(RunContext context, PlayContext play) {
        this.context = context;
        this.play = play;
    }

    @Override
    public TaskResult run(HostRun host, Task task, Scope scope, Map<String, @Nullable Object> local) {
        return Evaluator.isTemplate(task.action())
                ? named(host, task.named(context.evaluator().text(Node.Scalar.text(task.action(), task.span()), scope).strip()), scope, local)
                : named(host, task, scope, local);
    }

    private TaskResult named(HostRun host, Task task, Scope scope, Map<String, @Nullable Object> local) {
        Modules.@Nullable Entry entry = context.modules().find(task.action());
        if (entry == null) {
            return ModuleCall.failed(AnsibleNames.none(AnsibleBuiltin.Kind.MODULE, task.action(), ""), Map.of(), List.of());
        }
        Prepared prepared = prepare(host, task, entry, scope, local, null);
        @Nullable Async async = Async.of(task, context.evaluator(), scope);
        TaskResult result = async == null ? prepared.call().run(prepared.arguments(), scope)
                : entry.doc().controlOnly() || entry.doc().reachesOut() ? ModuleCall.failed("async is not supported for this task", Map.of(), List.of())
                : prepared.check() ? Async.foreseen(prepared.call().run(prepared.arguments(), scope))
                : async.run(context, on(host, task, scope), () -> session(host, task, scope, local, on(host, task, scope), false),
                        open -> prepare(host, task, entry, scope, local, memo(open)).call().run(prepared.arguments(), scope));
        return prepared.keep(result);
    }

    private String on(HostRun host, Task task, Scope scope) {
        @Nullable String delegate = context.evaluator().given(task.attributes().nearest("delegate_to"), scope);
        return delegate == null ? host.name : delegate;
    }

    @Override
    @SuppressWarnings({"unchecked", "rawtypes"})
    public @Nullable LoopCalls together(HostRun host, Task task) {
        Modules.@Nullable Entry entry = context.modules().find(task.action());
        boolean lone = task.attributes().nearest("check_mode") != null && !context.options().check();
        if (entry == null || lone || task.attributes().nearest("async") != null) {
            return null;
        }
        Supplier<HostSession>[] first = new Supplier[1];
        boolean same = connectsAlike(task);
        return new LoopCalls((scope, local) -> {
            Prepared prepared = prepare(host, task, entry, scope, local, first[0]);
            first[0] = same ? prepared.session() : null;
            return prepared;
        });
    }

    /** Whether all of a loop's items see to reach the same user of the same host in the same way. */
    private static boolean connectsAlike(Task task) {
        boolean vars = task.attributes().own("vars") instanceof Node.Dict dict
                && dict.entries().stream().anyMatch(entry -> entry.key().text().startsWith("ansible_"));
        return !vars && CONNECTING.stream().noneMatch(name -> task.attributes().all(name).stream().anyMatch(ModuleBody::isTemplated));
    }

    private static boolean isTemplated(Node node) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.isTemplate();
            case Node.Items items -> items.items().stream().anyMatch(ModuleBody::isTemplated);
            case Node.Dict dict -> dict.entries().stream().anyMatch(entry -> isTemplated(entry.value()));
        };
    }

    /** A call that is ready to begin, and what is to be kept of its result. */
    record Prepared(
            ModuleCall call, Map<String, Node> arguments, boolean check, Supplier<HostSession> session, UnaryOperator<TaskResult> keeper) {
        TaskResult keep(TaskResult result) {
            return keeper.apply(result);
        }
    }

    private Prepared prepare(HostRun host, Task task, Modules.Entry entry, Scope scope, Map<String, @Nullable Object> local,
            @Nullable Supplier<HostSession> shared) {
        String on = on(host, task, scope);
        @Nullable Node checkMode = task.attributes().nearest("check_mode");
        boolean check = checkMode == null ? context.options().check() : context.evaluator().truth("check_mode", checkMode, scope);
        Origin origin = new Origin(context, play, task, scope, on);
        Supplier<HostSession> open = () -> entry.doc().reachesOut() && !origin.isHost()
                ? out(host, task, origin, check) : session(host, task, scope, local, on, check);
        Supplier<HostSession> session = shared != null ? shared : memo(open);
        TaskControl control = new TaskControl(context, play, task, scope, on, check);
        Comeback comeback = new Comeback(() -> {
            context.sessions().reset(List.of(on));
            return open.get();
        }, control::sleep);
        ModuleCall call = new ModuleCall(entry, context.evaluator(), control, check, session, context.redactor(),
                context::pendingOnControl, comeback,
                new Vetting(context, play, task, host, on, scope, local, checkMode != null && check != context.options().check(), !entry.doc().changes()));
        @Nullable Node diff = task.attributes().nearest("diff");
        boolean wanted = diff == null ? context.options().diff() : context.evaluator().truth("diff", diff, scope);
        return new Prepared(call, arguments(task, entry, scope), check, session, result ->
                keep(task, host, on, scope, wanted ? DiffValues.register(result, context.redactor()) : Verdicts.withoutDiffs(result)));
    }

    private HostSession session(HostRun host, Task task, Scope scope, Map<String, @Nullable Object> local, String on, boolean check) {
        return session(task, on, on.equals(host.name)
                ? scope : context.variables().scope(on, play.play(), task.attributes(), local), scope, check);
    }

    private static <T> Supplier<T> memo(Supplier<T> make) {
        return new Supplier<>() {
            private @Nullable T made;

            @Override
            public T get() {
                T value = made;
                if (value == null) {
                    value = make.get();
                    made = value;
                }
                return value;
            }
        };
    }

    private HostSession session(Task task, String on, Scope connection, Scope scope, boolean check) {
        boolean onControl = context.sessions().isLocal(task.attributes(), connection, context.evaluator());
        @Nullable Pending pending = check ? pending(task, on, onControl) : null;
        return context.sessions().open(on, task.attributes(), connection, context.evaluator(), environment(task, onControl, scope),
                most(task, connection), pending);
    }

    /** Where a program runs that gets to the host by itself; what it would change is the host's. */
    private HostSession out(HostRun host, Task task, Origin origin, boolean check) {
        return context.sessions().open(origin.target(), environment(task, origin.isControl(), origin.scope()),
                most(task, origin.scope()), check ? pending(task, host.name, false) : null);
    }

    private @Nullable Duration most(Task task, Scope scope) {
        @Nullable String limit = context.evaluator().given(task.attributes().nearest("timeout"), scope);
        return limit == null || limit.equals("0") ? null : Duration.ofMillis((long) (Double.parseDouble(limit) * 1000));
    }

    /** What a task that is only checked in the run, too, would do is not there afterwards. */
    private Pending pending(Task task, String on, boolean onControl) {
        if (!context.options().check()) {
            return new Pending();
        }
        Pending shared = onControl ? context.pendingOnControl() : context.run(on).pendingOrNew();
        return task.attributes().nearest("check_mode") != null ? shared.copy() : shared;
    }

    /** What the control machine's own environment holds is for the control machine alone. */
    private Map<String, String> environment(Task task, boolean onControl, Scope scope) {
        Map<String, String> environment = new LinkedHashMap<>(onControl ? context.options().environment() : Map.of());
        for (Node node : task.attributes().all("environment")) {
            List<@Nullable Object> dicts = new ArrayList<>();
            Object value = context.evaluator().render(node, scope);
            if (value instanceof List<?> list) {
                dicts.addAll(list);
            } else {
                dicts.add(value);
            }
            for (Object each : dicts) {
                if (each instanceof Map<?, ?> map) {
                    map.forEach((key, item) -> {
                        if (item == Omit.OMIT) {
                            return;
                        }
                        environment.put(Values.str(key), item == null ? "" : Values.str(item));
                    });
                }
            }
        }
        return environment;
    }

    /** The task's own arguments over those of the nearest {@code module_defaults}. */
    private Map<String, Node> arguments(Task task, Modules.Entry entry, Scope scope) {
        @Nullable Splat splat = Splat.of(task, entry.binder().freeForm() != null);
        if (splat == null) {
            return withDefaults(task, entry, task.arguments());
        }
        if (!(context.evaluator().render(splat.template(), scope) instanceof Map<?, ?> given)) {
            throw Problem.of("args", "the arguments of " + entry.doc().name() + " are to be a dict, and this is none", splat.template().span()).exception();
        }
        return withDefaults(task, entry, splat.with(given, task.arguments()));
    }

    private static Map<String, Node> withDefaults(Task task, Modules.Entry entry, Map<String, Node> arguments) {
        List<Node> levels = task.attributes().all("module_defaults");
        if (levels.isEmpty()) {
            return arguments;
        }
        Map<String, Node> all = new LinkedHashMap<>();
        for (Node level : levels) {
            for (String name : List.of(entry.doc().name(), entry.fullName())) {
                if (level instanceof Node.Dict dict && dict.get(name) instanceof Node.Dict defaults) {
                    all.clear();
                    defaults.entries().forEach(each -> all.put(each.key().text(), each.value()));
                }
            }
        }
        all.putAll(arguments);
        return all;
    }

    /** Facts, variables, hosts and groups that a result brings. */
    private TaskResult keep(Task task, HostRun host, String on, Scope scope, TaskResult result) {
        if (result instanceof TaskResult.Failed || result instanceof TaskResult.Skipped) {
            return result;
        }
        List<HostRun> hosts = play.runsOnce(task, context) ? play.batch() : List.of(host);
        if (result.values().get("ansible_facts") instanceof Map<?, ?> facts) {
            @Nullable Node node = task.attributes().nearest("delegate_facts");
            boolean delegated = node != null && context.evaluator().flag(node, scope);
            List<String> names = delegated ? List.of(on) : hosts.stream().map(each -> each.name).toList();
            switch (task.shortAction()) {
                case "set_fact" -> names.forEach(each -> {
                    facts.forEach((name, value) -> context.variables().set(each, String.valueOf(name), value));
                    if (context.flag(task, "cacheable", scope)) {
                        context.variables().addFacts(each, strings(facts));
                    }
                });
                case "include_vars" -> {
                    hosts.forEach(each -> context.variables().include(each.name, strings(facts)));
                    result.values().put("ansible_facts", written(facts));
                }
                default -> names.forEach(name -> context.variables().addFacts(name, strings(facts)));
            }
        }
        return grow(host, result);
    }

    /** What files of variables say, as it is written there: rendered is only what is used. */
    private static @Nullable Object written(@Nullable Object value) {
        return switch (value) {
            case Node.Scalar scalar when scalar.tag().startsWith("!vault") -> "(secret)";
            case Node.Scalar scalar -> scalar.value();
            case Node.Items items -> items.items().stream().map(ModuleBody::written).toList();
            case Node.Dict dict -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                dict.entries().forEach(entry -> map.put(entry.key().value(), written(entry.value())));
                yield map;
            }
            case Map<?, ?> map -> {
                Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
                map.forEach((key, item) -> copy.put(key, written(item)));
                yield copy;
            }
            case null, default -> value;
        };
    }

    private TaskResult grow(HostRun host, TaskResult result) {
        if (result.values().get("add_host") instanceof Map<?, ?> added) {
            boolean changed = context.hosts().add(
                    String.valueOf(added.get("host_name")), names(added.get("groups")),
                    added.get("host_vars") instanceof Map<?, ?> vars ? strings(vars) : Map.of());
            return Verdicts.changed(result, changed);
        }
        if (result.values().get("add_group") instanceof String group) {
            boolean changed = context.hosts().group(host.name, group, names(result.values().get("parent_groups")));
            return Verdicts.changed(result, changed);
        }
        return result;
    }

    private static List<String> names(@Nullable Object value) {
        return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
    }

    private static Map<String, @Nullable Object> strings(Map<?, ?> map) {
        Map<String, @Nullable Object> strings = new LinkedHashMap<>();
        map.forEach((key, value) -> strings.put(String.valueOf(key), value));
        return strings;
    }
}
