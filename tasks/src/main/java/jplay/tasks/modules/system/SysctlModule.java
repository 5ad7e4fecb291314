package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
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
import jplay.tasks.effect.SysctlSet;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.SysctlRead;
import org.jspecify.annotations.Nullable;

/** Keeps parameters of the kernel in a file and sets them. */
@Module(
        name = "sysctl",
        collection = "ansible.posix",
        summary = "Keeps a parameter of the kernel in sysctl.conf, and sets it.",
        example = """
                - name: Forward packets
                  ansible.posix.sysctl:
                    name: net.ipv4.ip_forward
                    value: '1'
                    sysctl_set: true
                    sysctl_file: /etc/sysctl.d/99-forward.conf
                """)
@AutoService(TaskModule.class)
public final class SysctlModule implements TaskModule<SysctlModule.Params> {

    /** Whether the file has it. */
    public enum State { PRESENT, ABSENT }

    /** Parameters. */
    public record Params(
            @Param(value = "The parameter, with dots or slashes.", required = true, aliases = "key") String name,
            @Param(value = "Its value; yes and true are 1, no and false are 0.", aliases = "val") @Nullable String value,
            @Param(value = "Whether the file has it.", def = "present") State state,
            @Param(value = "The file; made where it is not there.", def = "/etc/sysctl.conf") String sysctlFile,
            @Param(value = "Load the file after a change of it.", def = "true") boolean reload,
            @Param(value = "Set the kernel's value, too, whatever the file says.", def = "false") boolean sysctlSet,
            @Param(value = "Do not mind parameters that this kernel does not have.", def = "false") boolean ignoreerrors) {
        public Params {
            if (name.isBlank()) {
                throw new IllegalArgumentException("name cannot be blank");
            }
            if (state == State.PRESENT && value == null) {
                throw new IllegalArgumentException("state is present but all of the following are missing: value");
            }
        }
    }

    @Override
    public Reads reads(Params params) {
        Reads file = Reads.of(file(params));
        return params.sysctlSet() ? file.and(new SysctlRead(params.name())) : file;
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        boolean present = params.state() == State.PRESENT;
        String value = present ? value(params.value()) : null;
        Answer<FileState> before = state.get(file(params));
        String old = Texts.text(before);
        String text = edit(old, params.name(), value);
        List<Effect> effects = new ArrayList<>();
        boolean sets = present && params.sysctlSet() && value != null && differs(state.get(new SysctlRead(params.name())), value);
        if (sets && value != null) {
            effects.add(new SysctlSet(params.name(), value, null, params.ignoreerrors()));
        }
        boolean edited = !text.equals(old);
        if (edited) {
            effects.add(Texts.put(params.sysctlFile(), before, text, 0644, null));
        }
        if (effects.isEmpty()) {
            return new Plan.InSync(Texts.NOTHING);
        }
        if (params.reload()) {
            effects.add(new SysctlSet(params.name(), value, params.sysctlFile(), params.ignoreerrors()));
        }
        Diff diff = edited ? Diff.text(params.sysctlFile(), old, text) : Diff.NONE;
        return Plan.Change.of(effects, sets ? diff.and(kernel(params, state, String.valueOf(value))) : diff, Texts.NOTHING);
    }

    private static Diff.Entry kernel(Params params, HostState state, String value) {
        String now = state.get(new SysctlRead(params.name())).orElse("");
        return new Diff.Properties(params.name(), now.isEmpty() ? Map.of() : Map.of("value", now), Map.of("value", SysctlRead.normal(value)));
    }

    private static boolean differs(Answer<String> kernel, String value) {
        return !(kernel instanceof Answer.Known<String>(String now) && now.equals(SysctlRead.normal(value)));
    }

    /** The file with the parameter once, or not at all where the value is null. */
    private static String edit(String text, String name, @Nullable String value) {
        List<String> lines = new ArrayList<>();
        boolean found = false;
        for (String line : Texts.lines(text)) {
            String stripped = line.strip();
            int equals = stripped.indexOf('=');
            boolean mine = equals > 0 && !stripped.startsWith("#") && !stripped.startsWith(";")
                    && stripped.substring(0, equals).strip().equals(name);
            if (!mine) {
                lines.add(line);
            } else if (value != null && !found) {
                boolean same = SysctlRead.normal(stripped.substring(equals + 1)).equals(SysctlRead.normal(value));
                lines.add(same ? line : name + "=" + value);
                found = true;
            }
        }
        if (value != null && !found) {
            lines.add(name + "=" + value);
        }
        return lines.equals(Texts.lines(text)) ? text : Texts.join(lines);
    }

    private static String value(@Nullable String value) {
        String text = value == null ? "" : value.strip();
        String lower = text.toLowerCase(Locale.ROOT);
        return Set.of("y", "yes", "on", "true", "t").contains(lower) ? "1"
                : Set.of("n", "no", "off", "false", "f").contains(lower) ? "0" : text;
    }

    private static FileRead file(Params params) {
        return FileRead.withContent(params.sysctlFile()).following();
    }
}
