package jplay.runner.docs;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jplay.runner.known.AnsibleBuiltin;
import jplay.runner.model.Keywords;
import jplay.runner.model.Task;
import jplay.tasks.Modules;
import jplay.tasks.bind.Parameter;
import org.jspecify.annotations.Nullable;

/** The modules of {@code ansible.builtin} and their parameters against jplay's. */
final class ModuleComparison {
    /** Both spellings that Ansible's documentation has for what stands right behind a module's name. */
    private static final List<String> FREE_FORM = List.of("free_form", "free-form");
    /** A remark among the parameters, which says that those of the module file may be given, too. */
    private static final String OTHERS = "others";

    private final Modules modules;
    private final Map<String, Map<String, List<String>>> theirs;

    ModuleComparison(Modules modules, AnsibleBuiltin ansible) {
        this.modules = modules;
        this.theirs = ansible.modules();
    }

    /** Whether a module, or an action that takes its place, is there. */
    boolean has(String module) {
        return Keywords.ACTION_PARAMETERS.containsKey(module) || modules.find("ansible.builtin." + module) != null;
    }

    int theirs() {
        return theirs.values().stream().mapToInt(Map::size).sum();
    }

    int ours() {
        return theirs() - theirs.entrySet().stream().mapToInt(each -> missing(each.getKey(), each.getValue()).size()).sum();
    }

    /** Parameters of Ansible's that jplay lacks, and those of which it lacks an alias. */
    private Set<String> missing(String module, Map<String, List<String>> parameters) {
        Set<String> ours = names(module);
        Set<String> missing = new LinkedHashSet<>();
        parameters.forEach((name, aliases) -> {
            String within = name.substring(0, name.lastIndexOf('.') + 1);
            if (!ours.contains(name) || !aliases.stream().allMatch(alias -> ours.contains(within + alias))) {
                missing.add(name);
            }
        });
        return missing;
    }

    private Set<String> names(String module) {
        Set<String> names = new TreeSet<>(Set.of(OTHERS));
        Modules.@Nullable Entry entry = modules.find("ansible.builtin." + module);
        if (entry == null) {
            names.addAll(Keywords.ACTION_PARAMETERS.getOrDefault(module, Set.of()));
            if (names.contains(Task.FREE_FORM)) {
                names.addAll(FREE_FORM);
            }
            return names;
        }
        entry.binder().parameters().forEach(parameter -> names(parameter, "", names));
        return names;
    }

    private static void names(Parameter parameter, String within, Set<String> into) {
        into.add(within + parameter.name());
        parameter.aliases().forEach(alias -> into.add(within + alias));
        if (parameter.doc().freeForm()) {
            into.addAll(FREE_FORM);
        }
        Notes.parts(parameter).forEach(part -> names(part, within + parameter.name() + ".", into));
    }

    void write(StringBuilder out) {
        out.append("## Modules of ansible.builtin\n\n| Module | jplay | Parameters | Missing |\n| --- | --- | ---: | --- |\n");
        new TreeMap<>(theirs).forEach((module, parameters) -> {
            Set<String> missing = missing(module, parameters);
            out.append("| `").append(module).append("` | ").append(has(module) ? "yes" : "no").append(" | ")
                    .append(parameters.size() - missing.size()).append(" of ").append(parameters.size()).append(" | ")
                    .append(Compatibility.joined(missing)).append(" |\n");
        });
        List<String> others = modules.all().stream().filter(entry -> !theirs.containsKey(entry.doc().name()))
                .map(Modules.Entry::fullName).sorted().toList();
        out.append("\nBeside these: ").append(Compatibility.joined(others)).append(".\n\n");
    }
}
