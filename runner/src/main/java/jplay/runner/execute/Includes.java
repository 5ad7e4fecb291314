package jplay.runner.execute;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import jplay.runner.event.Event;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Scope;
import jplay.runner.model.Attributes;
import jplay.runner.model.Item;
import jplay.runner.model.Role;
import jplay.runner.model.RoleReader;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import org.jspecify.annotations.Nullable;

/** {@code include_tasks} and {@code include_role}: read when they are reached, for the hosts that reach them. */
final class Includes {
    private final RunContext context;
    private final PlayContext play;
    private final ItemsRunner runner;
    private final HostsTask hostsTask;

    /**
     * What to include for some hosts: a file or a role's name, which of its files, and the loop's item.
     *
     * @param before how many the same ones the loop has had before
     */
    private record Wanted(String what, Map<String, Node> arguments, Map<String, @Nullable Object> local, int before) {
        Wanted another() {
            return new Wanted(what, arguments, local, before + 1);
        }
    }

    Includes(RunContext context, PlayContext play, ItemsRunner runner, HostsTask hostsTask) {
        this.context = context;
        this.play = play;
        this.runner = runner;
        this.hostsTask = hostsTask;
    }

    void run(Task task, List<HostRun> hosts) {
        Map<HostRun, List<Wanted>> wanted = new ConcurrentHashMap<>();
        Map<Wanted, List<Item>> read = new LinkedHashMap<>();
        Set<HostRun> open = ConcurrentHashMap.newKeySet();
        Map<HostRun, TaskResult> results = hostsTask.run(task, hosts, (host, t, scope, local) -> {
            Wanted each = new Wanted(name(t, scope), rendered(t, scope), local, 0);
            while (wanted.getOrDefault(host, List.of()).contains(each)) {
                each = each.another();
            }
            // What cannot be read is a failure of this task on this host.
            synchronized (read) {
                if (!read.containsKey(each)) {
                    read.put(each, read(t, each));
                }
            }
            wanted.computeIfAbsent(host, key -> new ArrayList<>()).add(each);
            if (new Vetting(context, play, t, host, host.name, scope, local, false, false).isOpen()) {
                open.add(host);
            }
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("changed", false);
            values.put("include", each.what());
            return new TaskResult.Ok(values, List.of());
        });
        runner.settle(task, hosts, results);
        boolean role = task.shortAction().equals("include_role");
        results.forEach((host, result) -> {
            if (result instanceof TaskResult.Ok) {
                // An empty file counts as nothing.
                host.countIncluded(role ? 0 : (int) wanted.getOrDefault(host, List.of()).stream()
                        .filter(each -> !Objects.requireNonNull(read.get(each)).isEmpty()).count());
            }
        });
        Map<Wanted, List<HostRun>> ordered = ordered(wanted, hosts);
        if (play.runsOnce(task, context)) {
            ordered.replaceAll((key, on) -> hosts);
        }
        if (!role) {
            ordered.forEach((each, on) -> context.events().emit(included(task, each, active(on))));
        }
        @Nullable Node duplicates = task.arguments().get("allow_duplicates");
        boolean once = duplicates != null && !isTrue(duplicates);
        open.forEach(host -> host.free++);
        ordered.forEach((each, on) -> runner.run(Objects.requireNonNull(read.get(each)),
                active(on).stream().filter(host -> !once || !host.roles.contains(roleName(each.what()))).toList()));
        open.forEach(host -> host.free--);
    }

    /** In the order in which the first host meets them, then the next; never in that of who is faster. */
    private static Map<Wanted, List<HostRun>> ordered(Map<HostRun, List<Wanted>> wanted, List<HostRun> hosts) {
        Map<Wanted, List<HostRun>> ordered = new LinkedHashMap<>();
        for (HostRun host : hosts) {
            for (Wanted each : wanted.getOrDefault(host, List.of())) {
                List<HostRun> on = ordered.computeIfAbsent(each, key -> new ArrayList<>());
                if (!on.contains(host)) {
                    on.add(host);
                }
            }
        }
        ordered.values().removeIf(on -> active(on).isEmpty());
        return ordered;
    }

    private static List<HostRun> active(List<HostRun> hosts) {
        return hosts.stream().filter(host -> !host.gone() && !host.ended).toList();
    }

    private String name(Task task, Scope scope) {
        boolean role = task.shortAction().equals("include_role");
        Map<String, Node> arguments = task.arguments();
        @Nullable Node node = role
                ? arguments.getOrDefault("name", arguments.get("role"))
                : arguments.getOrDefault("file", arguments.get(Task.FREE_FORM));
        if (node == null) {
            throw Problem.of("include", task.action() + " needs " + (role ? "'name'" : "the name of a file"), task.span()).exception();
        }
        return context.evaluator().text(node, scope);
    }

    /** What names a file of a role or says yes or no, without its templates. */
    private Map<String, Node> rendered(Task task, Scope scope) {
        Map<String, Node> rendered = new LinkedHashMap<>();
        task.arguments().forEach((name, node) -> {
            if (!name.equals("apply") && node instanceof Node.Scalar scalar && scalar.isTemplate()) {
                rendered.put(name, Node.Scalar.text(context.evaluator().text(scalar, scope), scalar.span()));
            } else {
                rendered.put(name, node);
            }
        });
        return rendered;
    }

    private Event.Included included(Task task, Wanted wanted, List<HostRun> hosts) {
        @Nullable Path path = play.reader().findTasks(wanted.what(), task.attributes(), task.handler() ? "handlers" : "tasks");
        @Nullable Object loopVariable = wanted.local().get("ansible_loop_var");
        @Nullable String label = null;
        if (loopVariable != null) {
            Scope scope = context.variables().scope(hosts.get(0).name, play.play(), task.attributes(), wanted.local());
            label = LoopControl.of(task, context.evaluator(), scope)
                    .label(context.evaluator(), () -> scope, wanted.local().get(String.valueOf(loopVariable)));
        }
        return new Event.Included(context.events().nextTask(), wanted.what(),
                path == null ? wanted.what() : path.toAbsolutePath().normalize().toString(), label,
                hosts.stream().map(host -> host.name).toList());
    }

    private List<Item> read(Task task, Wanted wanted) {
        return task.shortAction().equals("include_role") ? role(task, wanted) : file(task, wanted);
    }

    private List<Item> file(Task task, Wanted wanted) {
        Path path = play.reader().findTasks(wanted.what(), task.attributes(), task.handler() ? "handlers" : "tasks");
        if (path == null) {
            throw Problem.of("no-such-file", "there is no file of tasks '" + wanted.what() + "'", task.span(),
                    "looked in " + String.join(", ", play.reader().taskDirectories(task.attributes(), "tasks"))).exception();
        }
        Attributes around = around(task, wanted).atFile(path.toString());
        return checked(() -> play.reader().readFile(path, around, task.handler()));
    }

    private List<Item> role(Task task, Wanted wanted) {
        Attributes around = around(task, wanted);
        return checked(() -> {
            Role.RoleBlock block = play.reader().roles().read(
                    wanted.what(), task.span(), Map.of(), null, null, around, task.attributes().role(),
                    RoleReader.from(wanted.arguments()), "include");
            handlers(block);
            if (isTrue(wanted.arguments().get("public"))) {
                context.variables().publish(play.play(), block.role());
            }
            List<Item> items = new ArrayList<>();
            block.addTo(items, new java.util.HashSet<>());
            return items;
        });
    }

    private void handlers(Role.RoleBlock role) {
        role.allHandlers().stream().filter(handler -> !play.handlers().contains(handler)).forEach(play.handlers()::add);
    }

    private static String roleName(String role) {
        return role.substring(Math.max(role.lastIndexOf('/'), role.lastIndexOf('.')) + 1);
    }

    private static boolean isTrue(@Nullable Node node) {
        return node instanceof Node.Scalar scalar && List.of("true", "yes", "on", "1").contains(scalar.text().toLowerCase(java.util.Locale.ROOT));
    }

    /** Reads; what is wrong in it is the task's failure. */
    private List<Item> checked(java.util.function.Supplier<List<Item>> read) {
        synchronized (play.reader()) {
            List<Item> items = play.reader().strictly(read);
            for (Role.RoleBlock imported : play.reader().roles().takeImported()) {
                handlers(imported);
                context.variables().publish(play.play(), imported.role());
            }
            context.check().accept(items);
            return items;
        }
    }

    /** The keywords around what is included: those around the task, its vars, and what {@code apply} gives. */
    private Attributes around(Task task, Wanted wanted) {
        Map<String, Node> keywords = new LinkedHashMap<>();
        if (task.arguments().get("apply") instanceof Node.Dict apply) {
            apply.entries().forEach(entry -> keywords.put(entry.key().text(), entry.value()));
        }
        @Nullable Node vars = task.attributes().own("vars");
        if (vars != null) {
            keywords.putIfAbsent("vars", vars);
        }
        Attributes parent = Objects.requireNonNull(task.attributes().parent());
        return parent.child(Attributes.Level.INCLUDE, keywords, task.attributes().file()).withLocals(wanted.local());
    }
}
