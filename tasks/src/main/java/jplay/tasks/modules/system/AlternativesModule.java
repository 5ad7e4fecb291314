package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** Which of several programs of one name. */
@Module(
        name = "alternatives",
        collection = "community.general",
        summary = "Chooses between several programs of one name, with update-alternatives.",
        needs = "update-alternatives",
        example = """
                - name: Edit with vim
                  community.general.alternatives:
                    name: editor
                    path: /usr/bin/vim.basic
                """)
@AutoService(TaskModule.class)
public final class AlternativesModule implements TaskModule<AlternativesModule.Params> {

    /** What is wanted. */
    public enum State { PRESENT, SELECTED, AUTO, ABSENT }

    /** What goes along with an alternative. */
    public record Sub(
            @Param(value = "Its name.", required = true) String name,
            @Param(value = "What it stands for.", required = true) String path,
            @Param("Where the link is.") @Nullable String link) {}

    /** Parameters. */
    public record Params(
            @Param(value = "The name.", required = true) String name,
            @Param(value = "The program.", required = true) String path,
            @Param("Where the link is; needed where nothing of this name is known yet.") @Nullable String link,
            @Param("Its priority; 50 for a new one.") @Nullable Integer priority,
            @Param(value = "selected: chosen; present: known; auto: known, and the one with the highest priority is chosen; absent: not known.",
                            def = "selected")
                    State state,
            @Param(value = "What goes along with it.", aliases = "slaves") List<Sub> subcommands) {

        CommandRead read() {
            return CommandRead.of("jp_alternatives=update-alternatives; command -v update-alternatives >/dev/null || jp_alternatives=alternatives\n"
                    + "command -v $jp_alternatives >/dev/null || { echo 'this host has no update-alternatives' >&2; exit 127; }\n"
                    + "$jp_alternatives --display " + Shell.quote(name), "alternatives", name);
        }
    }

    /** What is registered. */
    public record Result() {}

    @Override
    public Reads reads(Params p) {
        return Reads.of(p.read());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        if (host.get(p.read()).get().exit() == 127) {
            return Plan.Failed.of(host.get(p.read()).get().err().strip());
        }
        Alternatives now = Alternatives.parse(host.get(p.read()).get().exit() == 0 ? host.get(p.read()).get().out() : "");
        Alternatives then = now;
        List<HostCommand> effects = new ArrayList<>();
        if (p.state() == State.ABSENT) {
            if (now.all().containsKey(p.path())) {
                then = now.without(p.path());
                effects.add(telling(p, run(p, "--remove", p.name(), p.path()), now.link(), then));
            }
        } else {
            Alternatives.@Nullable Choice choice = now.all().get(p.path());
            if (choice == null || p.priority() != null && choice.priority() != p.priority() || isOther(p, choice)) {
                then = install(p, now, choice, effects);
            }
            if (p.state() == State.SELECTED && !p.path().equals(then.current())) {
                then = then.choose(p.path());
                effects.add(telling(p, run(p, "--set", p.name(), p.path()), then.link(), then));
            } else if (p.state() == State.AUTO && !then.auto()) {
                then = then.choose(null);
                effects.add(telling(p, run(p, "--auto", p.name()), then.link(), then));
            }
        }
        Diff diff = Diff.text(p.name(), now.text(), then.text());
        return effects.isEmpty() ? new Plan.InSync(new Result()) : Plan.Change.of(effects, diff, new Result());
    }

    private static boolean isOther(Params p, Alternatives.Choice choice) {
        return !p.subcommands().isEmpty()
                && p.subcommands().stream().anyMatch(sub -> !sub.path().equals(choice.subs().get(sub.name())));
    }

    private static Alternatives install(Params p, Alternatives now, Alternatives.@Nullable Choice before, List<HostCommand> effects) {
        String link = p.link() != null ? p.link() : now.link();
        if (link == null) {
            throw new jplay.tasks.contract.ModuleFailure(
                    "Needed to install the alternative, but unable to do so as we are missing the link: give link, " + p.name() + " is not known yet");
        }
        int priority = p.priority() != null ? p.priority() : before != null ? before.priority() : 50;
        List<String> words = new ArrayList<>(List.of("--install", link, p.name(), p.path(), String.valueOf(priority)));
        Alternatives then = now.with(link, p.path(), priority);
        if (p.subcommands().isEmpty() && before != null) {
            before.subs().forEach((name, path) -> words.addAll(List.of("--slave", Objects.requireNonNullElse(now.links().get(name), ""), name, path)));
            then = before.subs().isEmpty() ? then : then.withSubs(p.path(), before.subs(), Map.of());
        }
        for (Sub sub : p.subcommands()) {
            String at = sub.link() != null ? sub.link() : now.links().get(sub.name());
            if (at == null) {
                throw new jplay.tasks.contract.ModuleFailure("subcommands: give the link of " + sub.name() + ", which is not known yet");
            }
            words.addAll(List.of("--slave", at, sub.name(), sub.path()));
            then = then.withSubs(p.path(), Map.of(sub.name(), sub.path()), Map.of(sub.name(), at));
        }
        effects.add(telling(p, run(p, words.toArray(new String[0])), link, then));
        return then;
    }

    /** What it says afterwards, and the links through which it is called. */
    private static HostCommand telling(Params p, HostCommand command, @Nullable String link, Alternatives then) {
        String current = then.all().isEmpty() ? null : then.current();
        String middle = "/etc/alternatives/" + p.name();
        HostCommand told = command.makes(p.read(), then.text()).makes(FilePaths.subject(middle), linkTo(current));
        return link == null ? told : told.makes(FilePaths.subject(link), linkTo(current == null ? null : middle));
    }

    private static Answer<?> linkTo(@Nullable String target) {
        return target == null ? Answer.absent() : Answer.known(FileState.predicted(FileState.Kind.LINK, 0777).withTarget(target));
    }

    private static HostCommand run(Params p, String... words) {
        String arguments = Shell.quote(List.of(words));
        return HostCommand.of(
                "if command -v update-alternatives >/dev/null; then update-alternatives " + arguments + "; else alternatives " + arguments + "; fi",
                "change the alternatives of " + p.name());
    }
}
