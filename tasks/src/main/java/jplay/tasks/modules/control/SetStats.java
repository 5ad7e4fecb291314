package jplay.tasks.modules.control;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;

/** Values for the run as a whole. */
@Module(
        name = "set_stats",
        changes = false,
        summary = "Keeps values for the end of the run.",
        controlOnly = true,
        example = """
                - name: Count what was done
                  ansible.builtin.set_stats:
                    data:
                      migrated: 1
                    aggregate: true
                """)
@AutoService(TaskModule.class)
public final class SetStats implements TaskModule<SetStats.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "The values, by name.", required = true) Map<String, Object> data,
            @Param("For each host, or for all together.") boolean perHost,
            @Param(value = "Add to what is there: numbers and lists, and texts one behind the other.", def = "true") boolean aggregate) {}

    /** What is registered. */
    public record Result(@Param("data, per_host and aggregate.") Map<String, Object> ansibleStats) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        params.data().keySet().forEach(VariableName::check);
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("data", params.data());
        stats.put("per_host", params.perHost());
        stats.put("aggregate", params.aggregate());
        return new Plan.InSync(new Result(stats));
    }
}
