package jplay.tasks.modules.packages;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.PackageRead;

/** Alpine's packages. */
@Module(
        name = "apk",
        collection = "community.general",
        summary = "Installs, upgrades and removes packages with apk.",
        needs = "apk",
        example = """
                - name: Install a package
                  community.general.apk:
                    name: nginx
                    update_cache: true
                """)
@AutoService(TaskModule.class)
public final class ApkModule implements TaskModule<ApkModule.Params> {

    /** How packages are to be. */
    public enum State { PRESENT, INSTALLED, LATEST, ABSENT, REMOVED }

    /** Parameters. */
    public record Params(
            @Param("The packages.") List<String> name,
            @Param(value = "How they are to be.", def = "present") State state,
            @Param("With upgrade: replace or downgrade what no repository has.") boolean available,
            @Param("Keep no copy of the index.") boolean noCache,
            @Param("Repositories to use alone.") List<String> repository,
            @Param("Bring the index up to date first.") boolean updateCache,
            @Param("Upgrade all that is installed.") boolean upgrade,
            @Param(value = "The file of the packages that are asked for.", def = "/etc/apk/world") String world) {
        public Params {
            if (name.isEmpty() && !updateCache && !upgrade) {
                throw new IllegalArgumentException("one of the following is required: name, update_cache, upgrade");
            }
            if (!name.isEmpty() && upgrade) {
                throw new IllegalArgumentException("parameters are mutually exclusive: name|upgrade");
            }
        }

        boolean absent() {
            return state == State.ABSENT || state == State.REMOVED;
        }

        private String apk(String verb) {
            StringBuilder words = new StringBuilder("apk");
            words.append(noCache ? " --no-cache" : "");
            if (!repository.isEmpty()) {
                words.append(" --repositories-file /dev/null");
                repository.forEach(each -> words.append(" --repository ").append(Shell.quote(each)));
            }
            return words.append(' ').append(verb).toString();
        }

        private String words() {
            String names = name.isEmpty() ? "" : " " + Shell.quote(name);
            return upgrade ? "upgrade" + (available ? " --available" : "") : absent() ? "del --purge" + names
                    : "add" + (state == State.LATEST ? " --upgrade" : "") + names;
        }

        /** What it would do; apk says "OK" alone where there is nothing. */
        CommandRead dry() {
            return new CommandRead("command -v apk >/dev/null || { echo 'this host has no apk' >&2; exit 127; }\n"
                    + "for _jp_name in " + Shell.quote(name) + "; do\n  grep -qxF -- \"$_jp_name\" " + Shell.quote(world)
                    + " 2>/dev/null && echo \"world $_jp_name\"\ndone\n"
                    + apk(words() + " --simulate"), new Read.Subject("apk", words()));
        }
    }

    /** What is registered. */
    public record Result(@Param("What was done.") String msg, @Param("The packages that are changed.") List<String> packages) {}

    @Override
    public Reads reads(Params p) {
        return p.name().isEmpty() && !p.upgrade() ? Reads.NONE : Reads.of(p.dry());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        List<HostCommand> effects = new ArrayList<>();
        if (p.updateCache()) {
            effects.add(HostCommand.of(p.apk("update"), "update the index"));
        }
        List<String> changed = new ArrayList<>();
        if (!p.name().isEmpty() || p.upgrade()) {
            Output said = host.get(p.dry()).get();
            if (said.exit() != 0 && !p.updateCache()) {
                return Plan.Failed.of((said.err() + said.out()).strip());
            }
            said.out().lines().filter(line -> line.matches("\\(\\d+/\\d+\\) .*")).forEach(line -> changed.add(line.split(" ")[2]));
            boolean asked = p.absent() || p.upgrade() || p.name().stream().allMatch(each -> said.out().contains("world " + each + "\n"));
            if (!changed.isEmpty() || said.exit() != 0 || !asked) {
                HostCommand run = HostCommand.of(p.apk(p.words()), p.words()).makes(p.dry(), p.name().stream().map(each -> "world " + each + "\n").reduce("", String::concat));
                for (String name : p.name()) {
                    run = run.makes(PackageRead.subject(name), p.absent() ? Answer.absent() : Answer.known(""));
                }
                effects.add(run);
            }
        }
        Result result = new Result(effects.isEmpty() ? "package(s) already " + (p.absent() ? "removed" : "installed") : "changed " + p.name(), changed);
        return effects.isEmpty() ? new Plan.InSync(result) : Plan.Change.of(effects, Diff.NONE, result);
    }
}
