package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.packages.DnfModule;
import org.jspecify.annotations.Nullable;

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

    /** Parameters; Ansible hands those of the package manager's own module on to it, undocumented. */
    public record Params(
            @Param(value = "The packages.", aliases = {"pkg", "package"}) List<String> name,
            @Param(value = "How they are to be.", def = "present") State state,
            @Param(value = "The package manager (apt, dnf, yum, zypper, apk, pacman); found out if auto.", def = "auto") String use,
            @Param(value = "Bring the package lists up to date first.", aliases = "update-cache") @Nullable Boolean updateCache,
            @Param(value = "apt: seconds for which the lists count as up to date.", def = "0") int cacheValidTime,
            @Param(value = "apt: whether recommended packages are installed.", aliases = "install-recommends") @Nullable Boolean installRecommends,
            @Param(value = "apt: the release to install from.", aliases = "default-release") @Nullable String defaultRelease,
            @Param("apt: options for dpkg, with commas between.") @Nullable String dpkgOptions,
            @Param("apt: remove configuration, too.") boolean purge,
            @Param("apt, dnf: remove what was installed only because others needed it.") boolean autoremove,
            @Param("apt: downgrade and change held packages, and take unsigned ones.") boolean force,
            @Param("apt: take packages whose signature cannot be checked.") boolean allowUnauthenticated,
            @Param("apt, dnf: put an older version in place of a newer one.") boolean allowDowngrade,
            @Param("apt, dnf: upgrade only what is installed.") boolean onlyUpgrade,
            @Param("dnf: do not check signatures.") boolean disableGpgCheck,
            @Param("dnf: repositories to enable for this.") List<String> enablerepo,
            @Param("dnf: repositories to disable for this.") List<String> disablerepo,
            @Param(value = "Seconds to wait for another package manager to finish.", def = "60") int lockTimeout) {

        /** The package manager's short name; roles name the module of a collection, too. */
        String manager() {
            return use.substring(use.lastIndexOf('.') + 1);
        }

        /** What this package manager has no use for: its module in Ansible would refuse it. */
        List<String> strange(String manager) {
            boolean apt = manager.equals("apt");
            boolean dnf = manager.equals("dnf") || manager.equals("yum");
            Map<String, Boolean> given = new LinkedHashMap<>();
            given.put("cache_valid_time", !apt && cacheValidTime != 0);
            given.put("default_release", !apt && defaultRelease != null);
            given.put("dpkg_options", !apt && dpkgOptions != null);
            given.put("purge", !apt && purge);
            given.put("allow_unauthenticated", !apt && allowUnauthenticated);
            given.put("disable_gpg_check", !dnf && disableGpgCheck);
            given.put("enablerepo", !dnf && !enablerepo.isEmpty());
            given.put("disablerepo", !dnf && !disablerepo.isEmpty());
            return given.entrySet().stream().filter(Map.Entry::getValue).map(Map.Entry::getKey).toList();
        }

        boolean onlyForDnf() {
            return disableGpgCheck || allowDowngrade || autoremove || onlyUpgrade || !enablerepo.isEmpty() || !disablerepo.isEmpty();
        }

        boolean updates() {
            return updateCache != null ? updateCache : cacheValidTime > 0;
        }
    }

    @Override
    public Reads reads(Params params) {
        return params.use().equals("auto") ? Reads.of(new ManagerRead()) : Reads.NONE;
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        String manager = params.use().equals("auto") ? state.get(new ManagerRead()).get() : params.manager();
        List<String> strange = params.strange(manager);
        if (!strange.isEmpty()) {
            return Plan.Failed.of(manager + " has no " + String.join(", ", strange));
        }
        if ((manager.equals("dnf") || manager.equals("yum")) && params.onlyForDnf()) {
            return new DnfModule().plan(dnf(params), state, control);
        }
        if (!manager.equals("apt")) {
            return new OtherPackages(manager, params, state).plan();
        }
        AptModule.Params apt = apt(params);
        Reads wanted = new AptModule().reads(apt);
        return wanted.all().stream().allMatch(state::has) ? new Packages(apt, state).plan(control) : new Plan.More(wanted);
    }

    private static AptModule.Params apt(Params params) {
        AptModule.State state = switch (params.state()) {
            case PRESENT, INSTALLED -> AptModule.State.PRESENT;
            case LATEST -> AptModule.State.LATEST;
            case ABSENT, REMOVED -> AptModule.State.ABSENT;
        };
        String options = params.dpkgOptions() != null ? params.dpkgOptions() : "force-confdef,force-confold";
        return new AptModule.Params(
                params.name(), state, params.updateCache(), 5, 12, params.cacheValidTime(), AptModule.Upgrade.NO, null, params.purge(),
                params.autoremove(), false, false, params.defaultRelease(), params.installRecommends(), options, params.force(),
                params.allowUnauthenticated(), params.allowDowngrade(), false, params.onlyUpgrade(), false, false, params.lockTimeout(), null);
    }

    private static DnfModule.Params dnf(Params p) {
        DnfModule.State state = DnfModule.State.valueOf(p.state().name());
        return new DnfModule.Params(
                p.name(), state, null, p.enablerepo(), p.disablerepo(), null, p.disableGpgCheck(), "/", null, p.autoremove(), List.of(),
                false, p.updates(), p.onlyUpgrade(), false, false, List.of(), List.of(), null, true, true, p.allowDowngrade(), true, false,
                p.lockTimeout(), true, null, false, false, false, "auto");
    }
}
