package jplay.tasks.modules.packages;

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

/** What dpkg is to do with a package. */
@Module(
        name = "dpkg_selections",
        summary = "Sets what dpkg is to do with a package: hold keeps its version.",
        needs = "dpkg",
        example = """
                - name: Keep the kubelet's version
                  ansible.builtin.dpkg_selections:
                    name: kubelet
                    selection: hold
                """)
@AutoService(TaskModule.class)
public final class DpkgSelections implements TaskModule<DpkgSelections.Params> {

    /** What to do. */
    public enum Selection { INSTALL, HOLD, DEINSTALL, PURGE }

    /** Parameters. */
    public record Params(
            @Param(value = "The package.", required = true) String name,
            @Param(value = "What to do with it.", required = true) Selection selection) {

        CommandRead read() {
            return CommandRead.of("dpkg --get-selections " + Shell.quote(name), "dpkg-selection", name);
        }
    }

    /** What is registered. */
    public record Result(@Param("The selection before.") String before, @Param("The selection now.") String after) {}

    @Override
    public Reads reads(Params p) {
        return Reads.of(p.read());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        String[] words = p.read().text(host).strip().split("\\s+");
        String now = words.length > 1 ? words[1] : "not present";
        String wanted = p.selection().name().toLowerCase(java.util.Locale.ROOT);
        Result result = new Result(now, wanted);
        if (now.equals(wanted)) {
            return new Plan.InSync(result);
        }
        if (words.length < 2) {
            return Plan.Failed.of("Failed to find package '" + p.name() + "' to perform selection '" + wanted + "'.");
        }
        HostCommand set = HostCommand.of(
                        "printf '%s %s\\n' " + Shell.quote(p.name()) + " " + wanted + " | dpkg --set-selections", "select " + wanted + " for " + p.name())
                .makes(p.read(), p.name() + " " + wanted + "\n");
        return Plan.Change.of(List.of(set), Diff.properties(p.name(), Map.of("selection", now), Map.of("selection", wanted)), result);
    }
}
