package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.SystemdReload;
import jplay.tasks.read.UnitRead;
import jplay.tasks.read.UnitState;
import org.jspecify.annotations.Nullable;

/** Starts, stops, enables, masks units of systemd. */
@Module(
        name = "systemd",
        aliases = {"systemd_service", "ansible.builtin.systemd_service"},
        summary = "Starts, stops, enables and masks units of systemd, and makes it read them again.",
        needs = "systemctl",
        example = """
                - name: Run the service, now and after a reboot
                  ansible.builtin.systemd:
                    name: httpd
                    state: started
                    enabled: true
                    daemon_reload: true
                """)
@AutoService(TaskModule.class)
public final class SystemdModule implements TaskModule<SystemdModule.Params> {

    /** Whom a unit belongs to. */
    public enum Scope { SYSTEM, USER, GLOBAL }

    /** Parameters. */
    public record Params(
            @Param(value = "The unit; .service may be left out.", aliases = {"service", "unit"}) @Nullable String name,
            @Param("How it is to be; started and stopped do nothing where it is so already.") Units.@Nullable State state,
            @Param("Whether it starts at boot.") @Nullable Boolean enabled,
            @Param("Whether it is masked: cannot be started at all.") @Nullable Boolean masked,
            @Param(value = "Make systemd read its unit files again first.", def = "false", aliases = "daemon-reload") boolean daemonReload,
            @Param(value = "Make systemd execute itself again first.", def = "false", aliases = "daemon-reexec") boolean daemonReexec,
            @Param(value = "The system's units, the user's own, or those of all users.", def = "system") Scope scope,
            @Param(value = "Do not wait until it has started or stopped.", def = "false") boolean noBlock,
            @Param(value = "Replace links that stand in the way.", def = "false") boolean force) {
        public Params {
            for (String given : named(state, enabled, masked)) {
                if (name == null) {
                    throw new IllegalArgumentException("missing parameter(s) required by '" + given + "': name");
                }
            }
            if (name != null && name.chars().anyMatch(c -> "*?[".indexOf(c) >= 0)) {
                throw new IllegalArgumentException("'" + name + "' is a pattern; name one unit (a loop does for several)");
            }
        }

        private static List<String> named(@Nullable Object state, @Nullable Object enabled, @Nullable Object masked) {
            return Stream.of(state == null ? "" : "state", enabled == null ? "" : "enabled", masked == null ? "" : "masked")
                    .filter(given -> !given.isEmpty())
                    .toList();
        }
    }

    /** What is registered. */
    public record Result(
            @Param("The unit.") @Nullable String name,
            @Param("How it was asked to be; started after a restart or reload.") @Nullable String state,
            @Param("Whether it starts at boot.") @Nullable Boolean enabled,
            @Param("What systemctl show said of it before.") Map<String, String> status) {}

    @Override
    public Reads reads(Params params) {
        return params.name() == null ? Reads.NONE : Reads.of(unit(params, params.name()));
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        List<Effect> effects = new ArrayList<>();
        String scope = scope(params);
        if (params.daemonReload()) {
            effects.add(new SystemdReload(scope, "daemon-reload"));
        }
        if (params.daemonReexec()) {
            effects.add(new SystemdReload(scope, "daemon-reexec"));
        }
        if (params.name() == null) {
            return Units.plan("systemd", List.of(), effects, new Result(null, null, null, Map.of()));
        }
        UnitRead read = unit(params, params.name());
        Answer<UnitState> answer = state.get(read);
        if (answer instanceof Answer.Unknown<UnitState>(String why, boolean later)) {
            return Plan.Failed.of(why);
        }
        if (answer.isAbsent() && (params.state() != null || params.enabled() != null)) {
            return Plan.Failed.of("Could not find the requested service " + params.name() + ": host");
        }
        UnitState before = answer.orElse(new UnitState(params.name(), Map.of()));
        String options = (params.noBlock() ? " --no-block" : "") + (params.force() ? " --force" : "");
        Units units = new Units(read, before, options);
        units.mask(params.masked());
        Boolean enabled = units.enable(params.enabled());
        String result = units.state(params.state());
        return Units.plan(params.name(), units.actions(), effects, new Result(params.name(), result, enabled, before.properties()));
    }

    private static UnitRead unit(Params params, String name) {
        return new UnitRead(scope(params), name);
    }

    private static String scope(Params params) {
        return params.scope().name().toLowerCase(java.util.Locale.ROOT);
    }
}
