package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.List;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.read.PackageRead;

/** Installs and removes packages, whatever manages them. */
@Module(
        name = "package",
        summary = "Installs and removes packages with the host's own package manager: apt, dnf, yum, zypper, apk, pacman.",
        example = """
                - name: Install what the nodes need
                  ansible.builtin.package:
                    name:
                      - socat
                      - conntrack
                    state: present
                """)
@AutoService(TaskModule.class)
public final class PackageModule implements TaskModule<PackageModule.Params> {

    /** How packages are to be. */
    public enum State { PRESENT, INSTALLED, LATEST, ABSENT, REMOVED }

    /** Parameters. */
    public record Params(
            @Param(value = "The packages.", required = true, aliases = "pkg") List<String> name,
            @Param(value = "How they are to be.", required = true) State state,
            @Param(value = "The package manager; found out if auto.", def = "auto", choices = {"auto", "apt", "dnf", "yum", "zypper", "apk", "pacman"})
                    String use) {}

    @Override
    public Reads reads(Params params) {
        return params.use().equals("auto") ? Reads.of(new ManagerRead()) : Reads.NONE;
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        String manager = params.use().equals("auto") ? state.get(new ManagerRead()).get() : params.use();
        if (!manager.equals("apt")) {
            return new OtherPackages(manager, params, state).plan();
        }
        PackageRead installed = new PackageRead(Packages.names(params.name()));
        if (!state.has(installed)) {
            return new Plan.More(Reads.of(installed));
        }
        return new Packages(apt(params), state).plan(control);
    }

    private static AptModule.Params apt(Params params) {
        AptModule.State state = switch (params.state()) {
            case PRESENT, INSTALLED -> AptModule.State.PRESENT;
            case LATEST -> AptModule.State.LATEST;
            case ABSENT, REMOVED -> AptModule.State.ABSENT;
        };
        return new AptModule.Params(
                params.name(), state, null, 5, 12, 0, AptModule.Upgrade.NO, null, false, false, false, false, null, null,
                "force-confdef,force-confold", false, false, false, false, false, false, false, 60, null);
    }
}
