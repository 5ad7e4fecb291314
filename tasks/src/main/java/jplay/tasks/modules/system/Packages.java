package jplay.tasks.modules.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.effect.AptRun;
import jplay.tasks.effect.Exec;
import jplay.tasks.effect.ExecReport;
import jplay.tasks.read.AptCacheRead;
import jplay.tasks.read.AptPlanRead;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.PackageRead;
import org.jspecify.annotations.Nullable;

/** Decides what apt-get has to do. */
final class Packages {
    private static final Pattern NONE = Pattern.compile("\\b0 upgraded, 0 newly installed, 0 to remove");
    private final AptModule.Params params;
    private final HostState state;
    private final List<Effect> before = new ArrayList<>();
    private final boolean updated;
    private final long updateTime;

    Packages(AptModule.Params params, HostState state) {
        this.params = params;
        this.state = state;
        AptCacheRead.Age age = state.get(new AptCacheRead()).orElse(new AptCacheRead.Age(0, 0));
        this.updated = params.updates() && age.now() > age.updated() + params.cacheValidTime() - 1;
        this.updateTime = updated ? age.now() : age.updated();
    }

    /** Names alone, for dpkg: without versions, and without patterns that only apt can tell. */
    static List<String> names(List<String> specs) {
        return specs.stream().map(spec -> spec.split("[=<>/]", 2)[0].strip()).filter(n -> !n.isEmpty()).distinct().toList();
    }

    Plan plan(Control control) {
        if (updated) {
            boolean alone = params.name().isEmpty() && params.deb() == null && params.upgrade() == AptModule.Upgrade.NO;
            before.add(AptRun.update(params.lockTimeout(), alone, params.updateCacheRetries()));
        }
        if (params.clean()) {
            before.add(run(List.of("clean"), false, null));
        }
        if (params.deb() != null) {
            return deb(params.deb(), control);
        }
        if (params.upgrade() != AptModule.Upgrade.NO) {
            boolean may = params.upgrade() == AptModule.Upgrade.DIST || params.upgrade() == AptModule.Upgrade.FULL;
            return simulated(with(may ? List.of("dist-upgrade") : List.of("upgrade", "--with-new-pkgs")));
        }
        if (params.name().isEmpty()) {
            return withoutNames();
        }
        return params.absent() ? remove() : install();
    }

    private Plan withoutNames() {
        if (params.state() == AptModule.State.FIXED) {
            return simulated(with(List.of("-f", "install")));
        }
        if (params.autoremove()) {
            return simulated(params.purge() ? List.of("--purge", "autoremove") : List.of("autoremove"));
        }
        if (params.autoclean()) {
            before.add(run(List.of("autoclean"), false, null));
        }
        return before.isEmpty() ? new Plan.InSync(result("", "")) : Plan.Change.of(before, Diff.NONE, result("", ""));
    }

    private Plan install() {
        PackageRead.Packages installed = state.get(new PackageRead(names(params.name()))).get();
        List<String> wanted = new ArrayList<>();
        for (String spec : params.name()) {
            if (params.state() != AptModule.State.PRESENT || !satisfied(spec, installed)) {
                wanted.add(spec);
            }
        }
        if (wanted.isEmpty()) {
            return before.isEmpty() ? new Plan.InSync(result("", "")) : Plan.Change.of(before, Diff.NONE, result("", ""));
        }
        List<String> arguments = new ArrayList<>(List.of(params.state() == AptModule.State.BUILD_DEP ? "build-dep" : "install"));
        arguments.addAll(wanted);
        return simulated(with(arguments));
    }

    private static boolean satisfied(String spec, PackageRead.Packages installed) {
        String name = names(List.of(spec)).get(0);
        int equals = spec.indexOf('=');
        if (name.contains("*") || name.contains("?")) {
            return false;
        }
        if (equals < 0 || spec.matches(".*[<>/].*")) {
            return equals < 0 && installed.installed(name);
        }
        Pattern version = Pattern.compile(Pattern.quote(spec.substring(equals + 1).strip()).replace("*", "\\E.*\\Q"));
        String now = installed.versions().get(name);
        return now != null && version.matcher(now).matches();
    }

    private Plan remove() {
        PackageRead.Packages installed = state.get(new PackageRead(names(params.name()))).get();
        List<String> there = names(params.name()).stream()
                .filter(name -> installed.versions().containsKey(name)
                        || name.matches(".*[*?].*")
                        || params.purge() && installed.leftovers().contains(name))
                .toList();
        if (there.isEmpty()) {
            return before.isEmpty() ? new Plan.InSync(result("", "")) : Plan.Change.of(before, Diff.NONE, result("", ""));
        }
        List<String> arguments = new ArrayList<>();
        if (params.purge()) {
            arguments.add("--purge");
        }
        if (params.autoremove()) {
            arguments.add("--auto-remove");
        }
        arguments.add("remove");
        arguments.addAll(there);
        return simulated(arguments);
    }

    /** Asks apt-get what it would do; only it knows. After an update it may be something else: then running tells. */
    private Plan simulated(List<String> arguments) {
        AptPlanRead read = new AptPlanRead(arguments);
        boolean fresh = updated && !params.absent();
        boolean missing = fresh && params.state() == AptModule.State.PRESENT && !params.name().isEmpty();
        if (fresh && !missing) {
            return running(arguments, null);
        }
        if (!state.has(read)) {
            return new Plan.More(Reads.of(read));
        }
        Answer<AptPlanRead.Steps> answer = state.get(read);
        if (answer instanceof Answer.Unknown<AptPlanRead.Steps>(String why, boolean later)) {
            return missing ? change(arguments, new AptPlanRead.Steps(Map.of(), Map.of(), "")) : Plan.Failed.of(problem(why));
        }
        AptPlanRead.Steps steps = answer.get();
        if (steps.none() && before.isEmpty()) {
            return new Plan.InSync(result(steps.text(), ""));
        }
        if (steps.none()) {
            return fresh ? running(arguments, null) : Plan.Change.of(before, Diff.NONE, result(steps.text(), ""));
        }
        return change(arguments, steps);
    }

    private Plan change(List<String> arguments, AptPlanRead.Steps steps) {
        List<Effect> effects = new ArrayList<>(before);
        effects.add(run(arguments, true, steps));
        Map<String, Object> from = new LinkedHashMap<>(steps.removes());
        Map<String, Object> to = new LinkedHashMap<>(steps.installs());
        return new Plan.Change(
                effects,
                from.isEmpty() && to.isEmpty() ? Diff.NONE : Diff.properties("packages", from, to),
                Reads.NONE,
                applied -> applied.outputs().isEmpty()
                        ? result(steps.text(), "")
                        : result(applied.outputs().get(applied.outputs().size() - 1)));
    }

    private Plan running(List<String> arguments, Effect.@Nullable Upload file) {
        StringBuilder script = new StringBuilder();
        before.forEach(effect -> script.append(effect.script()).append(" || exit\n"));
        if (file != null) {
            // apt-get takes a path for a package's name unless it ends so.
            script.append("_jp_deb=$JPLAY_UPLOAD.deb; mv \"$JPLAY_UPLOAD\" \"$_jp_deb\"; trap 'rm -f \"$_jp_deb\"' EXIT\n");
        }
        script.append(run(arguments, true, null).script().replace("@UPLOAD@", "\"$_jp_deb\""));
        Exec exec = new Exec(script.toString(), null, null, file, "apt-get " + arguments.get(arguments.size() - 1));
        return new Plan.Opaque(exec, this::judge, null);
    }

    private Plan.Outcome judge(Output output) {
        ExecReport report = ExecReport.of(output);
        AptModule.Result result = result(report.stdout(), report.stderr());
        boolean changed = !NONE.matcher(report.stdout()).find();
        return new Plan.Outcome(changed, report.rc() == 0 ? null : problem(report.stderr().strip()), result);
    }

    /** A package file: compared by what apt-get says of it. */
    private Plan deb(String deb, Control control) {
        if (!deb.contains("://")) {
            FileRead file = FileRead.of(FilePaths.clean(deb)).following();
            if (!deb.startsWith("/")) {
                return simulated(with(List.of("install", "./" + deb)));
            }
            if (!state.has(file)) {
                return new Plan.More(Reads.of(file));
            }
            if (state.get(file) instanceof Answer.Known<FileState>(FileState is) && is.isForetold()) {
                return Plan.Change.of(List.of(run(with(List.of("install", deb)), true, AptPlanRead.Steps.UNKNOWN)), Diff.NONE, result("", ""));
            }
            return simulated(with(List.of("install", deb)));
        }
        Effect.Upload file = new Effect.Upload(
                control.http().fetch(deb, Map.of(), java.time.Duration.ofMinutes(10)), "/var/tmp/package.deb");
        return running(with(List.of("install", "@UPLOAD@")), file);
    }

    private AptRun run(List<String> arguments, boolean counts, AptPlanRead.@Nullable Steps steps) {
        List<String> all = new ArrayList<>();
        for (String option : params.dpkgOptions().split(",")) {
            all.addAll(option.isBlank() ? List.of() : List.of("-o", "Dpkg::Options::=--" + option.strip()));
        }
        all.addAll(arguments);
        return new AptRun(
                all,
                params.lockTimeout(),
                params.policyRcD(),
                counts,
                steps == null ? Map.of() : steps.installs(),
                steps == null ? Set.of() : Set.copyOf(steps.removes().keySet()));
    }

    /** With the flags that matter to what is chosen, so that the simulation sees them, too. */
    private List<String> with(List<String> arguments) {
        List<String> all = new ArrayList<>();
        flag(all, params.autoremove(), "--auto-remove");
        flag(all, params.force() || params.allowUnauthenticated(), "--allow-unauthenticated");
        flag(all, params.force() || params.allowDowngrade(), "--allow-downgrades");
        flag(all, params.force() || params.allowChangeHeldPackages(), "--allow-change-held-packages");
        flag(all, params.onlyUpgrade(), "--only-upgrade");
        flag(all, params.failOnAutoremove(), "--no-remove");
        flag(all, Boolean.FALSE.equals(params.installRecommends()), "--no-install-recommends");
        flag(all, Boolean.TRUE.equals(params.installRecommends()), "--install-recommends");
        if (params.defaultRelease() != null) {
            all.addAll(List.of("-t", params.defaultRelease()));
        }
        all.addAll(arguments);
        return all;
    }

    private static void flag(List<String> all, boolean wanted, String flag) {
        if (wanted) {
            all.add(flag);
        }
    }

    private static String problem(String why) {
        java.util.regex.Matcher missing = Pattern.compile("E: (?:Unable to locate package|Couldn't find any package by \\S+) '?([^'\\s]+)'?").matcher(why);
        return missing.find() ? "No package matching '" + missing.group(1) + "' is available" : why;
    }

    private AptModule.Result result(Output output) {
        return result(output.out(), output.err());
    }

    private AptModule.Result result(String out, String err) {
        boolean said = !out.isEmpty() || !err.isBlank();
        return new AptModule.Result(
                said ? out : null,
                said ? err.strip() : null,
                said ? Running.lines(out) : null,
                said ? Running.lines(err.strip()) : null,
                updated,
                updateTime);
    }
}
