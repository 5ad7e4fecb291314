package jplay.tasks.modules.control;

import com.google.auto.service.AutoService;
import java.util.List;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;

/** Puts hosts into groups. */
@Module(
        name = "group_by",
        summary = "Puts the host into a group named after something known of it, for the rest of the run.",
        controlOnly = true,
        example = """
                - name: Group the hosts by their distribution
                  group_by:
                    key: os_{{ ansible_distribution }}
                """)
@AutoService(TaskModule.class)
public final class GroupBy implements TaskModule<GroupBy.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "The group's name; spaces become hyphens.", required = true) String key,
            @Param(value = "The groups that the new one is put into.", def = "all") List<String> parents) {}

    /** The group as the engine takes it. */
    public record Result(String addGroup, List<String> parentGroups) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        return new Plan.InSync(new Result(
                params.key.replace(' ', '-'), params.parents.stream().map(name -> name.replace(' ', '-')).toList()));
    }
}
