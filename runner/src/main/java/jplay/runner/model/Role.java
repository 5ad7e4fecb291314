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

        /** Its dependencies' handlers and its own. */
        public List<Task> allHandlers() {
            List<Task> all = new java.util.ArrayList<>();
            role.dependencies().forEach(dependency -> all.addAll(dependency.allHandlers()));
            all.addAll(handlers);
            return all;
        }
    }

    /** This role and its dependencies, dependencies first. */
    public List<Role> withDependencies() {
        List<Role> all = new java.util.ArrayList<>();
        dependencies.forEach(dependency -> all.addAll(dependency.role().withDependencies()));
        all.add(this);
        return all;
    }
}
