package jplay.tasks.modules.packages;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.PackageRead;
import org.jspecify.annotations.Nullable;

/** Arch's packages. */
@Module(
        name = "pacman",
        collection = "community.general",
        summary = "Installs, upgrades and removes packages with pacman.",
        needs = "pacman",
        example = """
                - name: Install a package, from lists that are up to date
                  community.general.pacman:
                    name: nginx
                    update_cache: true
                """)
@AutoService(TaskModule.class)
public final class PacmanModule implements TaskModule<PacmanModule.Params> {

    /** How packages are to be. */
    public enum State { PRESENT, INSTALLED, LATEST, ABSENT, REMOVED }

    /** Parameters. */
    public record Params(
            @Param(value = "The packages, groups, files or URLs.", aliases = {"package", "pkg"}) List<String> name,
            @Param(value = "How they are to be.", def = "present") State state,
            @Param("Remove in spite of what needs it; fetch lists even where they are up to date.") boolean force,
            @Param("Remove configuration, too.") boolean removeNosave,
            @Param(value = "The program.", def = "pacman") String executable,
            @Param("More options for installing and removing.") @Nullable String extraArgs,
            @Param("Bring the package lists up to date first.") @Nullable Boolean updateCache,
            @Param("More options for that.") @Nullable String updateCacheExtraArgs,
            @Param("Upgrade all that is installed.") @Nullable Boolean upgrade,
            @Param("More options for that.") @Nullable String upgradeExtraArgs,
            @Param(value = "Why a package is there.", choices = {"dependency", "explicit"}) @Nullable String reason,
            @Param(value = "Whether that is set for those that are installed already, too.", def = "new", choices = {"all", "new"}) String reasonFor) {
        public Params {
            if (name.isEmpty() && !Boolean.TRUE.equals(updateCache) && !Boolean.TRUE.equals(upgrade)) {
                throw new IllegalArgumentException("one of the following is required: name, update_cache, upgrade");
            }
            if (!name.isEmpty() && Boolean.TRUE.equals(upgrade)) {
                throw new IllegalArgumentException("parameters are mutually exclusive: name|upgrade");
            }
        }

        boolean absent() {
            return state == State.ABSENT || state == State.REMOVED;
        }

        String program() {
            return Shell.quote(executable);
        }

        /** Lines: the installed, a separator, what could be upgraded, a separator, those explicitly installed. */
        CommandRead read() {
            return CommandRead.of(
                    "command -v " + program() + " >/dev/null || { echo 'this host has no " + executable.replace("'", "") + "' >&2; exit 127; }\n"
                            + program() + " -Q\nprintf '\\036'\n" + program() + " -Qu 2>/dev/null\nprintf '\\036'\n" + program() + " -Qqe 2>/dev/null; :",
                    "pacman", "");
        }
    }

    /** What is registered. */
    public record Result(
            @Param("The packages that were changed.") List<String> packages,
            @Param("Whether the lists were brought up to date.") @Nullable Boolean cacheUpdated,
            @Param("What was done.") String msg) {}

    @Override
    public Reads reads(Params p) {
        return Reads.of(p.read());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        String[] parts = p.read().text(host).split("\036", -1);
        if (parts.length < 3) {
            throw new ModuleFailure("pacman does not list its packages: " + parts[0]);
        }
        Map<String, String> there = versions(parts[0]);
        Map<String, String> newer = versions(parts[1]);
        List<String> explicit = parts[2].lines().toList();
        List<HostCommand> effects = new ArrayList<>();
        if (Boolean.TRUE.equals(p.updateCache())) {
            effects.add(HostCommand.of(p.program() + " --sync --refresh" + (p.force() ? " --refresh" : "") + more(p.updateCacheExtraArgs()), "update the package lists"));
        }
        List<String> changed = new ArrayList<>();
        if (Boolean.TRUE.equals(p.upgrade())) {
            if (!newer.isEmpty() || Boolean.TRUE.equals(p.updateCache())) {
                effects.add(HostCommand.of(p.program() + " --sync --sysupgrade --quiet --noconfirm" + more(p.upgradeExtraArgs()), "upgrade all packages"));
                changed.addAll(newer.keySet());
            }
        } else if (p.absent()) {
            changed.addAll(p.name().stream().filter(there::containsKey).toList());
            if (!changed.isEmpty()) {
                String options = "--remove --noconfirm --noprogressbar" + (p.force() ? " --nodeps --nodeps" : "") + (p.removeNosave() ? " --nosave" : "");
                effects.add(packages(HostCommand.of(p.program() + " " + options + more(p.extraArgs()) + " " + Shell.quote(changed), "remove " + changed), changed, false));
            }
        } else if (!p.name().isEmpty()) {
            boolean latest = p.state() == State.LATEST;
            changed.addAll(p.name().stream().filter(each -> !there.containsKey(each) || latest && newer.containsKey(each)).toList());
            install(p, changed, effects);
            reason(p, there, explicit, changed, effects);
        }
        Result result = new Result(changed, p.updateCache(), changed.isEmpty() ? "package(s) already " + (p.absent() ? "absent" : "installed") : "changed "
                + changed.size() + " package(s)");
        Map<String, Object> shown = new LinkedHashMap<>();
        changed.forEach(each -> shown.put(each, "present"));
        return effects.isEmpty() ? new Plan.InSync(result)
                : Plan.Change.of(effects, Diff.properties("packages", p.absent() ? shown : Map.of(), p.absent() ? Map.of() : shown), result);
    }

    private static void install(Params p, List<String> names, List<HostCommand> effects) {
        for (boolean files : new boolean[] {false, true}) {
            List<String> some = names.stream().filter(each -> each.matches(".*(/|://).*|.*\\.pkg\\.tar(\\.\\w+)?") == files).toList();
            if (!some.isEmpty()) {
                String verb = files ? "--upgrade" : "--sync";
                effects.add(packages(HostCommand.of(p.program() + " " + verb + " --noconfirm --noprogressbar --needed" + more(p.extraArgs()) + " " + Shell.quote(some),
                        "install " + some), some, true));
            }
        }
    }

    private static void reason(Params p, Map<String, String> there, List<String> explicit, List<String> changed, List<HostCommand> effects) {
        if (p.reason() == null) {
            return;
        }
        boolean wanted = p.reason().equals("explicit");
        List<String> open = p.name().stream()
                .filter(each -> changed.contains(each) ? !there.containsKey(each) && !wanted : p.reasonFor().equals("all") && explicit.contains(each) != wanted)
                .toList();
        if (!open.isEmpty()) {
            effects.add(HostCommand.of(p.program() + " --database --as" + (wanted ? "explicit" : "deps") + " " + Shell.quote(open), "set why " + open + " is there"));
        }
    }

    private static HostCommand packages(HostCommand command, List<String> names, boolean there) {
        HostCommand all = command;
        for (String name : names) {
            all = all.makes(PackageRead.subject(name), there ? Answer.known("") : Answer.absent());
        }
        return all;
    }

    private static Map<String, String> versions(String text) {
        Map<String, String> versions = new LinkedHashMap<>();
        text.lines().map(line -> line.split(" ")).filter(words -> words.length > 1).forEach(words -> versions.put(words[0], words[1]));
        return versions;
    }

    private static String more(@Nullable String options) {
        return options == null || options.isBlank() ? "" : " " + options;
    }
}
