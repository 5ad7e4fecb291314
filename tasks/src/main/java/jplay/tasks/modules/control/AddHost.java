package jplay.tasks.modules.control;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import org.jspecify.annotations.Nullable;

/** Adds a host to the inventory of the run. */
@Module(
        name = "add_host",
        summary = "Adds a host to the inventory for the rest of the run, with groups and variables.",
        controlOnly = true,
        anyParameter = true,
        example = """
                - name: Add the machine that was just made
                  add_host:
                    name: worker3
                    groups: [worker]
                    ansible_host: 10.0.0.13
                """)
@AutoService(TaskModule.class)
public final class AddHost implements TaskModule<AddHost.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "The host's name; with :PORT, the port of its SSH server, too.", aliases = {"hostname", "host"}, required = true) String name,
            @Param(value = "The groups that it joins; made where they are not there.", aliases = {"group", "groupname"}) List<String> groups,
            @Param(value = "The host's variables, by name.", name = "variable", rest = true) Map<String, @Nullable Object> variables) {}

    /** The host as the engine takes it; it says changed where the host is new or gains something. */
    public record Result(Added addHost) {}

    /** A host, its groups and its variables. */
    public record Added(String hostName, List<String> groups, Map<String, @Nullable Object> hostVars) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        String name = params.name.strip();
        Map<String, @Nullable Object> variables = new LinkedHashMap<>(params.variables);
        int colon = name.lastIndexOf(':');
        if (colon > 0 && name.indexOf(':') == colon && name.substring(colon + 1).matches("\\d{1,5}")) {
            variables.putIfAbsent("ansible_port", Integer.parseInt(name.substring(colon + 1)));
            name = name.substring(0, colon);
        }
        if (name.isEmpty()) {
            throw new ModuleFailure("add_host: the name is empty; give the host's name");
        }
        return new Plan.InSync(new Result(new Added(name, params.groups.stream().filter(group -> !group.isEmpty()).toList(), variables)));
    }
}
