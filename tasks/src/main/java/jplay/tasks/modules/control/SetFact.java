package jplay.tasks.modules.control;

import com.google.auto.service.AutoService;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import org.jspecify.annotations.Nullable;

/** Sets variables of a host. */
@Module(
        name = "set_fact",
        changes = false,
        summary = "Sets variables of the host for the rest of the run.",
        controlOnly = true,
        anyParameter = true,
        example = """
                - name: Remember the endpoint
                  set_fact:
                    endpoint: https://10.0.0.1:6443
                """)
@AutoService(TaskModule.class)
public final class SetFact implements TaskModule<SetFact.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "Also keep them in the facts cache, where one is used.", def = "false") boolean cacheable,
            @Param(value = "The variables, by name.", name = "key_value", rest = true) Map<String, @Nullable Object> facts) {}

    /** What the engine takes the variables from. */
    public record Result(Map<String, @Nullable Object> ansibleFacts) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        if (params.facts.isEmpty()) {
            throw new ModuleFailure("set_fact needs at least one variable; write NAME: VALUE below it");
        }
        params.facts.keySet().forEach(VariableName::check);
        return new Plan.InSync(new Result(params.facts));
    }
}
