package jplay.tasks.modules.security;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
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

/** Switches of SELinux' policy. */
@Module(
        name = "seboolean",
        collection = "ansible.posix",
        summary = "Turns a boolean of SELinux' policy on or off.",
        needs = {"getsebool", "setsebool"},
        example = """
                - name: Let the web server connect
                  ansible.posix.seboolean:
                    name: httpd_can_network_connect
                    state: true
                    persistent: true
                """)
@AutoService(TaskModule.class)
public final class SebooleanModule implements TaskModule<SebooleanModule.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "The boolean.", required = true) String name,
            @Param("Whether it holds after a reboot, too.") boolean persistent,
            @Param(value = "On or off.", required = true) boolean state,
            @Param("Go on where SELinux is disabled.") boolean ignoreSelinuxState) {

        /** Lines: whether SELinux is there, the boolean now, the boolean as kept. */
        CommandRead read() {
            return CommandRead.of("command -v setsebool >/dev/null || { echo 'this host has no setsebool: SELinux is not installed' >&2; exit 127; }\n"
                    + "selinuxenabled && echo enabled || echo disabled\ngetsebool " + Shell.quote(name) + " 2>/dev/null | sed 's/.* --> //'\n"
                    + (persistent ? "semanage boolean -l -n 2>/dev/null | sed -n 's/^" + name + " *( *\\([a-z]*\\) *, *\\([a-z]*\\) *).*/\\2/p'" : ":"),
                    "seboolean", name + persistent);
        }
    }

    /** What is registered. */
    public record Result(@Param("The boolean.") String name, @Param("As asked for.") boolean persistent, @Param("On or off.") boolean state) {}

    @Override
    public Reads reads(Params p) {
        return Reads.of(p.read());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        List<String> lines = p.read().text(host).lines().toList();
        if (lines.get(0).equals("disabled") && !p.ignoreSelinuxState()) {
            return Plan.Failed.of("SELinux is disabled on this host.");
        }
        if (lines.size() < 2) {
            return Plan.Failed.of("SELinux boolean " + p.name() + " does not exist.");
        }
        String wanted = p.state() ? "on" : "off";
        Result result = new Result(p.name(), p.persistent(), p.state());
        boolean kept = !p.persistent() || lines.size() < 3 || lines.get(2).equals(wanted);
        if (lines.get(1).equals(wanted) && kept) {
            return new Plan.InSync(result);
        }
        HostCommand set = HostCommand.of("setsebool " + (p.persistent() ? "-P " : "") + Shell.quote(p.name()) + " " + wanted, "turn " + p.name() + " " + wanted)
                .makes(p.read(), "enabled\n" + wanted + "\n" + wanted + "\n");
        return Plan.Change.of(List.of(set), Diff.properties(p.name(), Map.of("state", lines.get(1)), Map.of("state", wanted)), result);
    }
}
