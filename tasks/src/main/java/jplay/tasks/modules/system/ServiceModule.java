package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.InitScript;
import jplay.tasks.effect.UnitAction;
import jplay.tasks.read.InitRead;
import jplay.tasks.read.InitScriptRead;
import jplay.tasks.read.UnitRead;
import jplay.tasks.read.UnitState;
import org.jspecify.annotations.Nullable;

/** Starts, stops and enables services, whatever manages them. */
@Module(
        name = "service",
        aliases = {"sysvinit", "ansible.builtin.sysvinit"},
        summary = "Starts, stops and enables services of systemd, OpenRC or init scripts.",
        example = """
                - name: Run the web server
                  ansible.builtin.service:
                    name: nginx
                    state: started
                    enabled: true
                """)
@AutoService(TaskModule.class)
public final class ServiceModule implements TaskModule<ServiceModule.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "The service.", required = true, aliases = "service") String name,
            @Param("How it is to be; started and stopped do nothing where it is so already.") Units.@Nullable State state,
            @Param("Whether it starts at boot.") @Nullable Boolean enabled,
            @Param("Text to find among the processes, where an init script tells no status.") @Nullable String pattern,
            @Param("Seconds between stop and start of a restart, for init scripts.") @Nullable Integer sleep,
            @Param(value = "OpenRC's runlevel.", def = "default") String runlevel,
            @Param(value = "More words for an init script.", aliases = "args") @Nullable String arguments,
            @Param(value = "What manages services; found out if auto.", def = "auto", choices = {"auto", "service", "systemd", "openrc", "sysvinit"})
                    String use) {}

    /** What is registered. */
    public record Result(
            @Param("The service.") String name,
            @Param("How it was asked to be.") @Nullable String state,
            @Param("Whether it starts at boot.") @Nullable Boolean enabled,
            @Param("What systemctl show said of it before.") Map<String, String> status) {}

    @Override
    public Reads reads(Params params) {
        Reads unit = Reads.of(UnitRead.of(params.name()), new InitRead());
        return switch (params.use()) {
            case "systemd" -> Reads.of(UnitRead.of(params.name()));
            case "openrc", "sysvinit" -> Reads.of(script(params));
            default -> unit;
        };
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        boolean open = params.use().equals("auto") || params.use().equals("service");
        boolean systemd = open ? state.get(new InitRead()).orElse("systemd").equals("systemd") : params.use().equals("systemd");
        if (!systemd && !state.has(script(params))) {
            return new Plan.More(Reads.of(script(params)));
        }
        Answer<UnitState> answer = systemd ? state.get(UnitRead.of(params.name())) : state.get(script(params));
        if (answer instanceof Answer.Unknown<UnitState>(String why, boolean later)) {
            return Plan.Failed.of(why);
        }
        if (!(answer instanceof Answer.Known<UnitState>(UnitState before))) {
            return Plan.Failed.of("Could not find the requested service " + params.name() + ": host");
        }
        Units units = new Units(UnitRead.of(params.name()), before, "");
        Boolean enabled = units.enable(params.enabled());
        String now = units.state(params.state());
        Result result = new Result(params.name(), now, enabled, before.properties());
        return systemd
                ? Units.plan(params.name(), units.actions(), List.of(), result)
                : byScript(params, units.actions(), before, result);
    }

    private static Plan byScript(Params params, List<UnitAction> actions, UnitState before, Result result) {
        List<Effect> effects = new ArrayList<>();
        for (UnitAction action : actions) {
            int sleep = params.sleep() == null ? 0 : params.sleep();
            String arguments = params.arguments() == null ? "" : params.arguments();
            effects.add(new InitScript(action.verb(), script(params), arguments, sleep, before));
        }
        return effects.isEmpty()
                ? new Plan.InSync(result)
                : Plan.Change.of(effects, Diff.properties(params.name(), Map.of("state", before.active()), Map.of("state", actions.get(actions.size() - 1).verb())), result);
    }

    private static InitScriptRead script(Params params) {
        return new InitScriptRead(params.name(), params.pattern() == null ? "" : params.pattern(), params.runlevel());
    }
}
