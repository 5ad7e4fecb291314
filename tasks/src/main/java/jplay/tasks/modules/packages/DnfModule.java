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
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.PackageRead;
import jplay.tasks.read.UnitRead;
import org.jspecify.annotations.Nullable;

/** Red Hat's packages. */
@Module(
        name = "dnf",
        aliases = {"yum", "ansible.builtin.yum", "dnf5", "ansible.builtin.dnf5"},
        summary = "Installs, upgrades and removes packages with dnf, or with yum where that is all there is.",
        needs = {"dnf", "rpm"},
        example = """
                - name: Install the web server of another repository
                  ansible.builtin.dnf:
                    name: nginx
                    state: present
                    enablerepo: epel
                """)
@AutoService(TaskModule.class)
public final class DnfModule implements TaskModule<DnfModule.Params> {

    /** How packages are to be. */
    public enum State { PRESENT, INSTALLED, LATEST, ABSENT, REMOVED }

    /** Parameters. */
    public record Params(
            @Param(value = "The packages: names, name-version, name >= version, @group, a path or a URL; * for all.", aliases = "pkg") List<String> name,
            @Param("How they are to be; present, or absent with autoremove, if not given.") @Nullable State state,
            @Param("List packages and change nothing: installed, updates, available, repos, or a name.") @Nullable String list,
            @Param("Repositories to enable for this.") List<String> enablerepo,
            @Param("Repositories to disable for this.") List<String> disablerepo,
            @Param("dnf's configuration.") @Nullable String confFile,
            @Param("Do not check signatures.") boolean disableGpgCheck,
            @Param(value = "The root of the system to change.", def = "/") String installroot,
            @Param("The release to take packages of.") @Nullable String releasever,
            @Param("Remove what was installed only because others needed it.") boolean autoremove,
            @Param("Packages to leave alone.") List<String> exclude,
            @Param("Leave out what cannot be installed.") boolean skipBroken,
            @Param(value = "Fetch what the repositories have, whatever the age of the copy.", aliases = "expire-cache") boolean updateCache,
            @Param("With latest: upgrade only what is installed.") boolean updateOnly,
            @Param("With latest: only what mends a hole.") boolean security,
            @Param("With latest: only what mends a mistake.") boolean bugfix,
            @Param("Plugins to enable.") List<String> enablePlugin,
            @Param("Plugins to disable.") List<String> disablePlugin,
            @Param("Excludes of the configuration to disregard: all, main, or a repository.") @Nullable String disableExcludes,
            @Param(value = "Whether the certificate of a package's URL is checked.", def = "true") boolean validateCerts,
            @Param(value = "Whether the repositories' certificates are checked.", def = "true") boolean sslverify,
            @Param("Put the version that is asked for in place of a newer one; otherwise the newer one stays.") boolean allowDowngrade,
            @Param(value = "Means nothing here: repoquery is not needed.", def = "true") boolean installRepoquery,
            @Param("Download, and install nothing.") boolean downloadOnly,
            @Param(value = "Seconds to wait for another dnf to finish; dnf itself waits for as long as it takes.", def = "30") int lockTimeout,
            @Param(value = "Whether what packages recommend is installed, too.", def = "true") boolean installWeakDeps,
            @Param("Where downloads go.") @Nullable String downloadDir,
            @Param("Remove packages that stand in the way.") boolean allowerasing,
            @Param("Do not insist on the best version.") boolean nobest,
            @Param("Use the copy of what the repositories have, whatever its age.") boolean cacheonly,
            @Param(value = "dnf or yum; found out if auto.", def = "auto", choices = {"auto", "yum", "yum4", "dnf", "dnf4", "dnf5"}) String useBackend) {
        public Params {
            if (name.isEmpty() && list == null && !autoremove && !updateCache) {
                throw new IllegalArgumentException("one of the following is required: name, list, autoremove, update_cache");
            }
            if (!name.isEmpty() && list != null) {
                throw new IllegalArgumentException("parameters are mutually exclusive: name|list");
            }
            if (autoremove && state != null && state != State.ABSENT && state != State.REMOVED) {
                throw new IllegalArgumentException("Autoremove should be used alone or with state=absent");
            }
        }

        State wanted() {
            return state != null ? state : autoremove ? State.ABSENT : State.PRESENT;
        }

        /** Names; each may be several with commas. */
        List<String> names() {
            return name.stream().map(String::strip).filter(each -> !each.isEmpty()).toList();
        }
    }

    /** What is registered. */
    public record Result(
            @Param("What went wrong, or nothing.") String msg,
            @Param("What was done, or what was listed.") List<?> results,
            @Param("The exit status.") int rc) {}

    private static Result result(List<?> results) {
        return new Result("", results, 0);
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        DnfCommand dnf = new DnfCommand(p);
        if (p.list() != null) {
            CommandRead list = dnf.list(p.list());
            return host.has(list) ? new Plan.InSync(result(DnfCommand.listed(p.list(), list.text(host)))) : new Plan.More(Reads.of(list));
        }
        List<String> names = p.names();
        if (names.isEmpty() && !p.autoremove()) {
            return Plan.Change.of(List.of(new Cache(HostCommand.of(dnf.run("makecache"), "fetch what the repositories have"))), Diff.NONE,
                    new Result("Cache updated", List.of(), 0));
        }
        boolean absent = p.wanted() == State.ABSENT || p.wanted() == State.REMOVED;
        CommandRead installed = dnf.installed(names);
        if (!host.has(installed)) {
            return new Plan.More(Reads.of(installed));
        }
        List<String> there = names.stream().filter(name -> host.get(installed).get().out().lines().anyMatch(name::equals)).toList();
        if (there.size() == (absent ? 0 : names.size()) && p.wanted() != State.LATEST && !p.autoremove() && !p.downloadOnly()) {
            return new Plan.InSync(result(List.of()));
        }
        String verb = absent && names.isEmpty() ? "autoremove" : absent ? "remove" : dnf.verb(there.size() == names.size());
        return foreseen(p, dnf, host, verb, names, absent);
    }

    /** What dnf says it would do, asked again without those that it would put an older version in the place of. */
    private static Plan foreseen(Params p, DnfCommand dnf, HostState host, String verb, List<String> names, boolean absent) {
        CommandRead dry = dnf.dry(verb, names);
        if (!host.has(dry)) {
            return new Plan.More(Reads.of(dry));
        }
        Output said = host.get(dry).get();
        List<String> older = p.allowDowngrade() || absent ? List.of() : DnfCommand.downgraded(said.out(), names);
        if (!older.isEmpty()) {
            List<String> others = names.stream().filter(name -> !older.contains(name)).toList();
            return others.isEmpty() ? new Plan.InSync(result(List.of("Nothing to do"))) : foreseen(p, dnf, host, verb, others, absent);
        }
        if (said.exit() == 0 || DnfCommand.isNothing(said.out() + said.err())) {
            return new Plan.InSync(result(List.of("Nothing to do")));
        }
        if (!(said.out() + said.err()).contains("aborted")) {
            return new Plan.Failed(DnfCommand.problem(said), Map.of("rc", (long) said.exit(), "results", List.of()));
        }
        return change(p, dnf, verb, names, absent);
    }

    private static Plan change(Params p, DnfCommand dnf, String verb, List<String> names, boolean absent) {
        HostCommand run = HostCommand.of(dnf.run(verb + " " + jplay.tasks.contract.Shell.quote(names)), verb + " " + String.join(" ", names));
        Map<String, Object> some = new LinkedHashMap<>();
        for (String name : names) {
            run = run.makes(PackageRead.subject(name), absent ? Answer.absent() : Answer.known(""));
            some.put(name, "present");
        }
        run = run.makes(dnf.dry(verb, names), "Nothing to do.");
        if (!absent) {
            run = run.makes(UnitRead.PACKAGES, Answer.known("dnf"));
        }
        List<String> results = new ArrayList<>();
        names.forEach(name -> results.add((absent ? "Removed: " : p.downloadOnly() ? "Downloaded: " : "Installed: ") + name));
        return Plan.Change.of(List.of(run), Diff.properties("packages", absent ? some : Map.of(), absent ? Map.of() : some), result(results));
    }

    /** A refreshed cache is no change. */
    private record Cache(HostCommand command) implements jplay.tasks.contract.Effect {
        @Override
        public String script() {
            return command.script();
        }

        @Override
        public boolean changes() {
            return false;
        }

        @Override
        public void predict(jplay.tasks.contract.Pending pending) {
            // Nothing that a module asks.
        }

        @Override
        public String describe() {
            return command.describe();
        }
    }
}
