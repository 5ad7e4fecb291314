package jplay.runner.model;

import java.util.ArrayList;
import java.util.List;
import jplay.runner.source.Node;
import jplay.runner.source.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * A play.
 *
 * @param attributes its keywords
 * @param imported the roles that {@code import_role} names in its tasks
 * @param importVars variables of the {@code import_playbook} that brought it, or null
 */
public record Play(
        Attributes attributes,
        List<Role.RoleBlock> roles,
        List<Role.RoleBlock> imported,
        List<Item> preTasks,
        List<Item> tasks,
        List<Item> postTasks,
        List<Task> handlers,
        Node.@Nullable Dict importVars,
        String file,
        SourceSpan span) {

    /** Its name, or the text of its hosts. */
    public String name() {
        if (attributes.own("name") instanceof Node.Scalar name) {
            return name.text();
        }
        return String.join(",", hosts());
    }

    /** The host patterns, unrendered. */
    public List<String> hosts() {
        List<String> hosts = new ArrayList<>();
        switch (attributes.own("hosts")) {
            case Node.Scalar scalar -> hosts.add(scalar.text());
            case Node.Items items -> items.items().forEach(item -> hosts.add(String.valueOf(item.value())));
            case null, default -> {
                // The reader refuses a play without hosts.
            }
        }
        return hosts;
    }

    /** All roles that it uses statically, dependencies first. */
    public List<Role> allRoles() {
        List<Role> all = new ArrayList<>();
        roles.forEach(block -> all.addAll(block.role().withDependencies()));
        imported.forEach(block -> all.addAll(block.role().withDependencies()));
        return all;
    }

    /** Its sections in the order they run; handlers run after each. */
    public List<List<Item>> sections() {
        List<Item> middle = new ArrayList<>();
        java.util.Set<String> seen = new java.util.HashSet<>();
        roles.forEach(block -> block.addTo(middle, seen));
        middle.addAll(tasks);
        return List.of(preTasks, middle, postTasks);
    }

    /** The handlers, in the order they are defined: of roles, then of the play. */
    public List<Task> allHandlers() {
        List<Task> all = new ArrayList<>();
        roles.forEach(block -> all.addAll(block.allHandlers()));
        all.addAll(handlers);
        return all;
    }
}
