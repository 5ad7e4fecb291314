package jplay.tasks.modules.control;

import com.google.auto.service.AutoService;
import java.util.List;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import org.jspecify.annotations.Nullable;

/** Checks that conditions hold. */
@Module(
        name = "assert",
        changes = false,
        summary = "Fails where one of some conditions does not hold.",
        controlOnly = true,
        example = """
                - name: Check the settings
                  assert:
                    that:
                      - 1 < 2
                      - "'etcd' in ['etcd', 'worker']"
                    fail_msg: The settings contradict each other
                """)
@AutoService(TaskModule.class)
public final class Assert implements TaskModule<Assert.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "A condition as in when, or a list of them.", required = true, raw = true) Object that,
            @Nullable @Param(value = "The message where one does not hold; any value.", aliases = "msg") Object failMsg,
            @Nullable @Param("The message where all hold; any value.") Object successMsg,
            @Param(value = "Keep the output short, where it is Ansible's: what came of it is shown only where it fails.", def = "false") boolean quiet) {}

    /**
     * What is registered.
     *
     * @param assertion the condition that does not hold
     * @param evaluatedTo false, where one does not hold
     */
    public record Result(
            @Nullable Object assertion, @Nullable Boolean evaluatedTo, Object msg) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        List<?> conditions = params.that instanceof List<?> list ? list : List.of(params.that);
        for (Object condition : conditions) {
            if (!holds(condition, control)) {
                Object msg = params.failMsg == null ? "Assertion failed" : params.failMsg;
                return new Plan.Failed(text(msg), new Result(condition, false, msg));
            }
        }
        Object msg = params.successMsg == null ? "All assertions passed" : params.successMsg;
        return new Plan.InSync(new Result(null, null, msg));
    }

    private static boolean holds(@Nullable Object condition, Control control) {
        return condition instanceof Boolean b ? b : control.test(String.valueOf(condition));
    }

    private static String text(Object msg) {
        if (!(msg instanceof List<?> lines)) {
            return String.valueOf(msg);
        }
        return String.join("\n", lines.stream().map(String::valueOf).toList());
    }
}
