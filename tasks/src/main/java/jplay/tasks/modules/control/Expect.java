package jplay.tasks.modules.control;

import com.google.auto.service.AutoService;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import org.jspecify.annotations.Nullable;

/** Refused by name: it is Python on the target that talks to the program. */
@Module(
        name = "expect",
        summary = "Is not supported: answering a program's questions takes Python and pexpect on the target.")
@AutoService(TaskModule.class)
public final class Expect implements TaskModule<Expect.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "The program.", required = true) String command,
            @Param("Not run where this is there.") @Nullable String creates,
            @Param("Not run where this is not there.") @Nullable String removes,
            @Param("Where it runs.") @Nullable String chdir,
            @Param(value = "Answers by question.", required = true) Map<String, Object> responses,
            @Param(value = "Seconds to wait.", def = "30") int timeout,
            @Param("Show the answers.") boolean echo) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        return Plan.Failed.of("expect takes Python and pexpect on the target, and jplay takes neither:"
                + " feed the answers with shell (printf '%s\\n' ANSWER | PROGRAM), or use an option of the program that asks nothing");
    }
}
