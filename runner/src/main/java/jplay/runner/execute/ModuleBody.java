package jplay.runner.execute;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Values;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.tasks.Modules;
import jplay.tasks.contract.Pending;
import org.jspecify.annotations.Nullable;

/** Calls the task's module on the host, or on the one it is delegated to, and keeps what it learned. */
final class ModuleBody implements TaskRun.Body {
    private final RunContext context;
    private final PlayContext play;

    ModuleBody(RunContext context, PlayContext play) {
        this.context = context;
        this.play = play;
    }

    @Override
    public TaskResult run(HostRun host, Task task, Scope scope, Map<String, @Nullable Object> local) {
        Modules.@Nullable Entry entry = context.modules().find(task.action());
        if (entry == null) {
            return ModuleCall.failed("there is no module '" + task.action() + "'", Map.of(), List.of());
        }
        @Nullable Node delegate = task.attributes().nearest("delegate_to");
        String on = delegate == null ? host.name : context.evaluator().text(delegate, scope);
        @Nullable Node checkMode = task.attributes().nearest("check_mode");
        boolean check = checkMode == null ? context.options().check() : context.evaluator().flag(checkMode, scope);
        Supplier<HostSession> session = memo(() -> session(task, on, on.equals(host.name)
                ? scope : context.variables().scope(on, play.play(), task.attributes(), local), scope, check));
        TaskControl control = new TaskControl(context, play, task, scope, on);
        TaskResult result = new ModuleCall(entry, context.evaluator(), control, check, session, context.redactor())
                .run(arguments(task, entry), scope);
        @Nullable Node diff = task.attributes().nearest("diff");
        if (diff == null ? !context.options().diff() : !context.evaluator().flag(diff, scope)) {
            result = Verdicts.withoutDiffs(result);
        }
        return keep(task, host, on, scope, result);
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
        @Nullable Pending pending = check ? context.run(on).pendingOrNew() : null;
        @Nullable Node timeout = task.attributes().nearest("timeout");
        String limit = timeout == null ? "0" : context.evaluator().text(timeout, scope);
        @Nullable Duration most = limit.equals("0") ? null : Duration.ofMillis((long) (Double.parseDouble(limit) * 1000));
        return context.sessions().open(on, task.attributes(), connection, context.evaluator(), environment(task, scope), most, pending);
    }

    private Map<String, String> environment(Task task, Scope scope) {
        Map<String, String> environment = new LinkedHashMap<>(context.options().environment());
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
                    map.forEach((key, item) -> environment.put(Values.str(key), item == null ? "" : Values.str(item)));
                }
            }
        }
        return environment;
    }

    /** The task's own arguments over those of the nearest {@code module_defaults}. */
    private static Map<String, Node> arguments(Task task, Modules.Entry entry) {
        List<Node> levels = task.attributes().all("module_defaults");
        if (levels.isEmpty()) {
            return task.arguments();
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
        all.putAll(task.arguments());
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
                case "set_fact" -> names.forEach(each -> facts.forEach(
                        (name, value) -> context.variables().set(each, String.valueOf(name), value)));
                case "include_vars" -> hosts.forEach(each -> context.variables().include(each.name, strings(facts)));
                default -> names.forEach(name -> context.variables().addFacts(name, strings(facts), true));
            }
        }
        return grow(host, result);
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
