package jplay.runner.model;

import java.nio.file.Path;
import java.util.List;
import jplay.runner.source.Node;
import jplay.runner.source.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * A role as one place uses it.
 *
 * @param defaults of {@code defaults/main.yml}, or null
 * @param vars of {@code vars/main.yml}, or null
 * @param params the variables it was given where it is used
 * @param use the {@code vars} where it is used in {@code roles} or {@code dependencies}, which its own go before; or null
 * @param dependencies its {@code meta} dependencies, loaded
 * @param caller the role that depends on or includes this one, or null
 * @param used where it is used
 */
public record Role(
        String name,
        Path path,
        Node.@Nullable Dict defaults,
        Node.@Nullable Dict vars,
        Node.@Nullable Dict params,
        Node.@Nullable Dict use,
        List<RoleBlock> dependencies,
        boolean allowDuplicates,
        @Nullable Role caller,
        SourceSpan used) {

    /**
     * A role with its tasks and handlers, under the keywords of the place that uses it.
     *
     * @param key equal for uses that would do the same, so that the second is left out
     */
    public record RoleBlock(Role role, Block tasks, List<Task> handlers, String key) {

        /** Adds its dependencies' tasks and its own; what was there before, with the same parameters, only where it allows that. */
        public void addTo(List<Item> items, java.util.Set<String> seen) {
            if (seen.add(key) || role.allowDuplicates()) {
                role.dependencies().forEach(dependency -> dependency.addTo(items, seen));
                items.add(tasks);
            }
        }

        /** Its dependencies' handlers and its own. */
        public List<Task> allHandlers() {
            List<Task> all = new java.util.ArrayList<>();
            role.dependencies().forEach(dependency -> all.addAll(dependency.allHandlers()));
            all.addAll(handlers);
            return all;
        }
    }

    /** What it sets for all that is in its play or below it, the weaker first. */
    public List<Node.@Nullable Dict> allVars() {
        return java.util.Arrays.asList(use, vars);
    }

    /** Whether another role's {@code meta} asks for it. */
    public boolean isDependency() {
        return caller != null && used.file().matches(".*meta[/\\\\]main(\\.ya?ml|\\.json)?");
    }

    /** This role and its dependencies, dependencies first. */
    public List<Role> withDependencies() {
        List<Role> all = new java.util.ArrayList<>();
        dependencies.forEach(dependency -> all.addAll(dependency.role().withDependencies()));
        all.add(this);
        return all;
    }
}
