package jplay.runner.execute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Values;
import jplay.runner.keep.Where;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import org.jspecify.annotations.Nullable;

/**
 * Tells the run's book what a task decides on a host, and for which item, before it is done.
 *
 * @param own whether the task says itself whether it is only checked
 * @param looks whether the module changes nothing, so that what it finds matters by what hangs on it
 */
record Vetting(RunContext context, PlayContext play, Task task, HostRun host, String on, Scope scope,
        Map<String, @Nullable Object> local, boolean own, boolean looks) {

    /** @throws jplay.runner.keep.OffPlan where a kept plan says otherwise */
    void decided(Plan plan, Answers answers) {
        if (own) {
            context.book().open(this::where, "'check_mode' of its own says whether it runs");
        } else if (!isFree()) {
            context.book().decided(this::where, plan, () -> looks ? Map.of() : seen(answers));
        }
    }

    void open(String reason) {
        context.book().open(this::where, reason);
    }

    /** Whether the plan leaves it to the run what comes of this task. */
    boolean isOpen() {
        return isFree() || context.book().isOpen(this::where);
    }

    /** Below an include that the plan leaves open, and what was notified there. */
    private boolean isFree() {
        return host.free > 0 || task.handler() && host.freeHandlers.contains(task);
    }

    private static Map<Read<?>, Answer<?>> seen(Answers answers) {
        Map<Read<?>, Answer<?>> seen = new LinkedHashMap<>();
        answers.reads().forEach(read -> {
            @Nullable Answer<?> answer = answers.isForetold(read) ? null : answers.said(read);
            if (answer != null) {
                seen.put(read, answer);
            }
        });
        return seen;
    }

    private Where where() {
        List<String> hosts = play.runsOnce(task, context) ? play.batch().stream().map(each -> each.name).toList() : List.of(host.name);
        @Nullable Node noLog = task.attributes().nearest("no_log");
        boolean hidden = noLog != null && context.evaluator().flag(noLog, scope);
        @Nullable Node diff = task.attributes().nearest("diff");
        return new Where(hosts, on, task.name(), task.roleName(), task.shortAction(), task.span().toString(), item(), hidden,
                diff == null ? context.options().diff() : context.evaluator().flag(diff, scope));
    }

    private @Nullable String item() {
        @Nullable Object name = local.get("ansible_loop_var");
        if (name == null) {
            return null;
        }
        @Nullable Object item = local.get(String.valueOf(name));
        return NotKnown.in(item) == null ? Values.str(item) : "(not known yet)";
    }
}
