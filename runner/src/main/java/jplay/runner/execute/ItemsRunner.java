package jplay.runner.execute;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Unknown;
import jplay.runner.model.Attributes;
import jplay.runner.model.Block;
import jplay.runner.model.Item;
import jplay.runner.model.Role;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.ProblemException;
import org.jspecify.annotations.Nullable;

/**
 * Runs a list of tasks on hosts in step: a task begins when the one before is done on all of them. A strategy that lets
 * each host go its own way gives each a runner of its own.
 */
final class ItemsRunner {
    private final RunContext context;
    private final PlayContext play;
    private final HostsTask hostsTask;
    private final TaskRun.Body modules;
    private final Includes includes;
    private final Meta meta;
    private final StartAt startAt;
    private final Step step;
    /** How many blocks around have a rescue: there, an error is fatal to nobody yet. */
    private int rescues;

    ItemsRunner(RunContext context, PlayContext play, HostsTask hostsTask, Handlers handlers, StartAt startAt, Step step) {
        this.context = context;
        this.play = play;
        this.hostsTask = hostsTask;
        this.startAt = startAt;
        this.step = step;
        this.modules = new ModuleBody(context, play);
        this.includes = new Includes(context, play, this, hostsTask);
        this.meta = new Meta(context, play, hostsTask, handlers, this);
    }

    /** Runs the items on those of the hosts that are still in the play. */
    void run(List<Item> items, List<HostRun> hosts) {
        for (Item item : items) {
            List<HostRun> active = active(hosts);
            if (active.isEmpty() || play.flow().ended) {
                return;
            }
            active = inRole(item, active);
            if (active.isEmpty()) {
                continue;
            }
            switch (item) {
                case Task task -> task(task, active);
                case Block block -> block(block, active);
            }
        }
    }

    /** Those that {@code meta: end_role} has not taken out of the item's role. */
    private static List<HostRun> inRole(Item item, List<HostRun> hosts) {
        @Nullable Role role = item.attributes().role();
        boolean handler = item instanceof Task task && task.handler();
        return role == null || handler || hosts.stream().allMatch(host -> host.rolesEnded.isEmpty())
                ? hosts : hosts.stream().filter(host -> !host.rolesEnded.contains(role)).toList();
    }

    private static List<HostRun> active(List<HostRun> hosts) {
        return hosts.stream().filter(host -> !host.gone() && !host.ended).toList();
    }

    private void block(Block block, List<HostRun> hosts) {
        @Nullable Role role = block.attributes().level() == Attributes.Level.ROLE ? block.attributes().role() : null;
        if (role != null) {
            hosts.forEach(host -> host.roles.add(role.name()));
        }
        rescues += block.rescue().isEmpty() ? 0 : 1;
        run(block.block(), hosts);
        rescues -= block.rescue().isEmpty() ? 0 : 1;
        if (!block.rescue().isEmpty()) {
            List<HostRun> failed = hosts.stream().filter(host -> host.failed && !host.unreachable && !host.refused).toList();
            // It counts as rescued as soon as there is a rescue; what fails in there counts anew.
            failed.forEach(HostRun::rescue);
            run(block.rescue(), failed);
        }
        if (!block.always().isEmpty()) {
            List<HostRun> still = hosts.stream().filter(host -> !host.unreachable && !host.refused && !host.ended).toList();
            List<HostRun> failed = still.stream().filter(host -> host.failed).toList();
            failed.forEach(host -> host.failed = false);
            Map<HostRun, Integer> forgiven = new HashMap<>();
            failed.forEach(host -> forgiven.put(host, host.forgiven));
            run(block.always(), still);
            failed.stream().filter(host -> Objects.equals(forgiven.get(host), host.forgiven)).forEach(host -> host.failed = true);
        }
    }

    private void task(Task task, List<HostRun> hosts) {
        // A handler that was notified runs, whatever its tags: as in Ansible.
        if (!task.handler() && (!isSelected(task, hosts) || startAt.skips(task))) {
            return;
        }
        if (!step.wants(task)) {
            return;
        }
        switch (task.shortAction()) {
            case "meta" -> meta.run(task, hosts);
            case "include_tasks", "include", "include_role" -> includes.run(task, hosts);
            default -> module(task, hosts);
        }
    }

    /** Runs a module task, and takes the hosts on which it fails out of the play. */
    void module(Task task, List<HostRun> hosts) {
        settle(task, hosts, hostsTask.run(task, hosts, modules));
    }

    /** In check mode, a handler that may or may not be notified. */
    void maybe(Task handler, List<HostRun> hosts) {
        hostsTask.run(handler, hosts, (host, task, scope, local) -> {
            throw new NotKnown(new Unknown("whether it is notified"));
        });
    }

    /** What the results mean for the hosts. */
    void settle(Task task, List<HostRun> hosts, Map<HostRun, TaskResult> results) {
        boolean anyFailed = false;
        for (Map.Entry<HostRun, TaskResult> entry : results.entrySet()) {
            HostRun host = entry.getKey();
            switch (entry.getValue()) {
                case TaskResult.Failed failed when !failed.ignored() -> {
                    anyFailed = true;
                    host.failed = true;
                    remember(task, host, failed);
                }
                case TaskResult.Unreachable lost when !lost.ignored() -> {
                    anyFailed = true;
                    host.unreachable = true;
                }
                default -> {
                    // The host goes on.
                }
            }
        }
        if (anyFailed && play.runsOnce(task, context)) {
            play.flow().fatal = true;
            hosts.forEach(host -> host.failed = true);
        }
        if (anyFailed && rescues == 0 && anyErrorsFatal(task, hosts)) {
            play.flow().fatal = true;
            active(play.batch()).forEach(host -> host.failed = true);
        }
        failTooMany();
    }

    private void remember(Task task, HostRun host, TaskResult.Failed failed) {
        Map<String, @Nullable Object> about = new LinkedHashMap<>();
        about.put("name", task.attributes().own("name") == null ? "" : task.name());
        about.put("action", task.action());
        about.put("args", arguments(task, host));
        context.variables().set(host.name, "ansible_failed_task", about);
        context.variables().set(host.name, "ansible_failed_result", failed.values());
    }

    /** As far as they can be rendered: that may be what failed. */
    private Map<String, @Nullable Object> arguments(Task task, HostRun host) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        task.arguments().forEach((name, node) -> {
            try {
                all.put(name, context.evaluator().render(
                        node, context.variables().scope(host.name, play.play(), task.attributes(), Map.of())));
            } catch (ProblemException | NotKnown e) {
                all.put(name, node.value());
            }
        });
        return all;
    }

    private boolean anyErrorsFatal(Task task, List<HostRun> hosts) {
        @Nullable Node node = task.attributes().nearest("any_errors_fatal");
        return node == null ? context.options().defaults().anyErrorsFatal() : context.evaluator().flag(
                node, context.variables().scope(hosts.get(0).name, play.play(), task.attributes(), Map.of()));
    }

    private void failTooMany() {
        @Nullable Node most = play.play().attributes().own("max_fail_percentage");
        if (most == null) {
            return;
        }
        double percentage = Double.parseDouble(String.valueOf(most.value()));
        long failed = play.batch().stream().filter(HostRun::gone).count();
        if (failed * 100.0 / play.batch().size() > percentage) {
            play.flow().fatal = true;
            play.batch().forEach(host -> host.failed = true);
        }
    }

    private boolean isSelected(Task task, List<HostRun> hosts) {
        List<String> tags = tags(task, hosts);
        return context.tags().selects(tags) || task.shortAction().equals("include") && context.tags().selectsInclude(tags);
    }

    private List<String> tags(Task task, List<HostRun> hosts) {
        List<String> written = task.tags();
        if (written.stream().noneMatch(Evaluator::isTemplate)) {
            return written;
        }
        List<String> tags = new ArrayList<>();
        for (String tag : written) {
            tags.addAll(rendered(tag, task, hosts.get(0)));
        }
        return tags;
    }

    private List<String> rendered(String tag, Task task, HostRun host) {
        if (!Evaluator.isTemplate(tag)) {
            return List.of(tag);
        }
        try {
            Object value = context.evaluator().render(
                    Node.Scalar.text(tag, task.span()),
                    context.variables().scope(host.name, play.play(), task.attributes(), Map.of()));
            return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of(String.valueOf(value).split(","));
        } catch (ProblemException e) {
            return List.of(tag);
        }
    }
}
