package jplay.tasks.modules.packages;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.read.PackageListRead;

/** All packages of a host. */
@Module(
        name = "package_facts",
        changes = false,
        summary = "Returns the installed packages, as the fact packages.",
        example = """
                - name: Which packages are there?
                  ansible.builtin.package_facts:
                    manager: auto
                """)
@AutoService(TaskModule.class)
public final class PackageFacts implements TaskModule<PackageFacts.Params> {
    private static final List<String> ALL = List.of("apk", "apt", "pacman", "pkg", "pkg_info", "portage", "rpm");
    private static final Set<String> ABLE = Set.of("apk", "apt", "pacman", "rpm");

    /** Which of several managers. */
    public enum Strategy { FIRST, ALL }

    /** Parameters. */
    public record Params(
            @Param(value = "The package managers to ask, in this order; auto stands for all.", def = "auto") List<String> manager,
            @Param(value = "The first that the host has, or all.", def = "first") Strategy strategy) {
        public Params {
            for (String each : manager) {
                if (!each.equals("auto") && !ALL.contains(each)) {
                    throw new IllegalArgumentException("Unsupported package managers requested: " + each + "; there are auto, " + String.join(", ", ALL));
                }
            }
        }

        /** Those that jplay can ask, without doubles. */
        List<String> managers() {
            Set<String> all = new LinkedHashSet<>();
            manager.stream().filter(each -> !each.equals("auto")).forEach(all::add);
            if (manager.contains("auto")) {
                all.addAll(ALL);
            }
            return all.stream().filter(ABLE::contains).toList();
        }
    }

    /** What is registered; the engine makes variables of it. */
    public record Result(@Param("packages: a list for each name, with name, version, source and more.") Map<String, Object> ansibleFacts) {}

    @Override
    public Reads reads(Params params) {
        return Reads.of(params.managers().stream().map(PackageListRead::new).toList());
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        Map<String, List<Map<String, Object>>> packages = new LinkedHashMap<>();
        boolean found = false;
        for (String manager : params.managers()) {
            if (found && params.strategy() == Strategy.FIRST || state.get(new PackageListRead(manager)).isAbsent()) {
                continue;
            }
            found = true;
            Map<String, List<Map<String, Object>>> some = new LinkedHashMap<>();
            for (Map<String, Object> one : state.get(new PackageListRead(manager)).get()) {
                some.computeIfAbsent(String.valueOf(one.get("name")), k -> new ArrayList<>()).add(one);
            }
            packages.putAll(some);
        }
        return found
                ? new Plan.InSync(new Result(Map.of("packages", packages)))
                : Plan.Failed.of("Could not detect a supported package manager from the following list: " + params.managers());
    }
}
