package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.ModuleLoad;
import jplay.tasks.effect.PutFile;
import jplay.tasks.read.LinesRead;
import jplay.tasks.read.KernelModuleRead;

/** Loads and unloads modules of the kernel. */
@Module(
        name = "modprobe",
        collection = "community.general",
        summary = "Loads a module of the kernel or unloads it, now and at boot.",
        needs = "modprobe",
        example = """
                - name: Load br_netfilter, after a reboot, too
                  community.general.modprobe:
                    name: br_netfilter
                    persistent: present
                """)
@AutoService(TaskModule.class)
public final class ModprobeModule implements TaskModule<ModprobeModule.Params> {
    private static final String LOAD = "/etc/modules-load.d/";
    private static final String OPTIONS = "/etc/modprobe.d/";
    private static final LinesRead CONFIG = new LinesRead(List.of(LOAD + "*.conf", OPTIONS + "*.conf"));

    /** Whether it is loaded. */
    public enum State { PRESENT, ABSENT }

    /** Whether it is loaded at boot. */
    public enum Persistent { DISABLED, PRESENT, ABSENT }

    /** Parameters. */
    public record Params(
            @Param(value = "The module.", required = true) String name,
            @Param(value = "Whether it is loaded.", def = "present") State state,
            @Param("Its parameters: words like numdummies=2.") @org.jspecify.annotations.Nullable String params,
            @Param(value = "Whether it is loaded at boot: files in /etc/modules-load.d and /etc/modprobe.d say so; disabled leaves them alone.", def = "disabled")
                    Persistent persistent) {
        String words() {
            return params == null ? "" : params.strip();
        }
    }

    /** What is registered. */
    public record Result(@Param("The module.") String name, @Param("Its parameters.") String params, @Param("As asked for.") String state) {}

    @Override
    public Reads reads(Params params) {
        Reads module = Reads.of(new KernelModuleRead(params.name()));
        return params.persistent() == Persistent.DISABLED ? module : module.and(CONFIG);
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        boolean wanted = params.state() == State.PRESENT;
        List<Effect> effects = new ArrayList<>();
        if (state.get(new KernelModuleRead(params.name())).isKnown() != wanted) {
            effects.add(new ModuleLoad(params.name(), wanted ? params.words() : "", wanted));
        }
        if (params.persistent() != Persistent.DISABLED) {
            Map<String, String> files = state.get(CONFIG) instanceof Answer.Known<Map<String, String>>(Map<String, String> known) ? known : Map.of();
            effects.addAll(params.persistent() == Persistent.PRESENT ? persist(params, files) : forget(params, files));
        }
        Result result = new Result(params.name(), params.words(), wanted ? "present" : "absent");
        Diff diff = Diff.properties(
                params.name(), Map.of("loaded", !wanted), Map.of("loaded", wanted));
        boolean loads = effects.stream().anyMatch(ModuleLoad.class::isInstance);
        return effects.isEmpty() ? new Plan.InSync(result) : Plan.Change.of(effects, loads ? diff : Diff.NONE, result);
    }

    private static List<PutFile> persist(Params params, Map<String, String> files) {
        List<PutFile> puts = new ArrayList<>();
        if (!has(files, LOAD, line(params.name()))) {
            puts.add(PutFile.of(LOAD + params.name() + ".conf", Content.of(params.name() + "\n"), 0644));
        }
        StringBuilder options = new StringBuilder();
        boolean complete = true;
        for (String word : params.words().isEmpty() ? new String[0] : params.words().split("\\s+")) {
            options.append("options ").append(params.name()).append(' ').append(word).append('\n');
            complete &= has(files, OPTIONS, option(params.name(), Pattern.quote(word)));
        }
        if (!complete) {
            puts.add(PutFile.of(OPTIONS + params.name() + ".conf", Content.of(options.toString()), 0644));
        }
        return puts;
    }

    /** Comments out every line that loads it or gives it parameters. */
    private static List<PutFile> forget(Params params, Map<String, String> files) {
        List<PutFile> puts = new ArrayList<>();
        files.forEach((path, text) -> {
            Pattern pattern = path.startsWith(LOAD) ? line(params.name()) : option(params.name(), ".*");
            String edited = Texts.join(Texts.lines(text).stream()
                    .map(line -> pattern.matcher(line).matches() ? "#" + line : line)
                    .toList());
            if (!edited.equals(text)) {
                puts.add(PutFile.of(path, Content.of(edited), 0644));
            }
        });
        return puts;
    }

    private static boolean has(Map<String, String> files, String directory, Pattern pattern) {
        return files.entrySet().stream()
                .filter(file -> file.getKey().startsWith(directory))
                .anyMatch(file -> file.getValue().lines().anyMatch(line -> pattern.matcher(line).matches()));
    }

    private static Pattern line(String name) {
        return Pattern.compile(" *" + Pattern.quote(name) + " *([#;].*)?");
    }

    private static Pattern option(String name, String value) {
        return Pattern.compile(" *options +" + Pattern.quote(name) + " +(.* )?" + value + "( .*)?");
    }
}
