package jplay.runner.inventory;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.source.Value;
import org.jspecify.annotations.Nullable;

/** Collects hosts and groups from several sources. */
final class InventoryBuilder {
    private static final class Draft {
        final Set<String> hosts = new LinkedHashSet<>();
        final Set<String> children = new LinkedHashSet<>();
        final Map<String, Value> vars = new LinkedHashMap<>();
        int priority = 1;
    }

    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Draft> groups = new LinkedHashMap<>();

    InventoryBuilder() {
        group("all").children.add("ungrouped");
        group("ungrouped");
    }

    /** Starts from what there is. */
    InventoryBuilder(Inventory inventory) {
        inventory.hosts().forEach(host -> hosts.put(host.name(), host));
        for (Group group : inventory.groups()) {
            Draft draft = group(group.name());
            draft.hosts.addAll(group.hosts());
            draft.children.addAll(group.children());
            draft.vars.putAll(group.vars());
            draft.priority = group.priority();
        }
    }

    private Draft group(String name) {
        return groups.computeIfAbsent(name, key -> new Draft());
    }

    boolean hasGroup(String name) {
        return groups.containsKey(name);
    }

    boolean hasHost(String name) {
        return hosts.containsKey(name);
    }

    Set<String> groupNames() {
        return groups.keySet();
    }

    void addGroup(String name) {
        group(name);
    }

    /** Adds a host to a group; variables given later win. Returns whether it was not in the group before. */
    boolean addHost(String name, String group, Map<String, Value> vars, @Nullable InventorySource source) {
        Host known = hosts.get(name);
        if (known == null) {
            hosts.put(name, new Host(name, new LinkedHashMap<>(vars), source, false));
        } else if (!vars.isEmpty()) {
            Map<String, Value> all = new LinkedHashMap<>(known.vars());
            all.putAll(vars);
            hosts.put(name, new Host(name, all, known.source(), known.implicit()));
        }
        return group(group).hosts.add(name);
    }

    void setVariable(String group, String name, Value value) {
        group(group).vars.put(name, value);
    }

    void setPriority(String group, int priority) {
        group(group).priority = priority;
    }

    /** Adds a group to a group; null, or the way that would close a circle. */
    @Nullable List<String> addChild(String parent, String child) {
        List<String> way = child.equals("all") ? List.of("all", parent) : way(child, parent);
        if (way == null) {
            group(child);
            group(parent).children.add(child);
        }
        return way;
    }

    /** The groups from one down to another, or null. */
    private @Nullable List<String> way(String from, String to) {
        Map<String, String> cameFrom = new HashMap<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (name.equals(to)) {
                List<String> way = new ArrayList<>();
                for (String step = to; step != null; step = step.equals(from) ? null : cameFrom.get(step)) {
                    way.add(0, step);
                }
                return way;
            }
            Draft draft = groups.get(name);
            for (String child : draft == null ? Set.<String>of() : draft.children) {
                if (cameFrom.putIfAbsent(child, name) == null) {
                    open.add(child);
                }
            }
        }
        return null;
    }

    Inventory build() {
        reconcile();
        Map<String, Integer> depths = depths();
        Map<String, Group> built = new LinkedHashMap<>();
        groups.forEach((name, draft) -> built.put(name, new Group(
                name,
                List.copyOf(draft.hosts),
                List.copyOf(draft.children),
                depths.getOrDefault(name, 0),
                draft.priority,
                Collections.unmodifiableMap(new LinkedHashMap<>(draft.vars)))));
        return new Inventory(Collections.unmodifiableMap(new LinkedHashMap<>(hosts)), Collections.unmodifiableMap(built));
    }

    /** Every group is below {@code all}, every host in a group, and {@code ungrouped} holds those in no other. */
    private void reconcile() {
        Set<String> withParent = new HashSet<>();
        Set<String> grouped = new HashSet<>();
        groups.forEach((name, draft) -> {
            withParent.addAll(draft.children);
            if (!name.equals("all") && !name.equals("ungrouped")) {
                grouped.addAll(draft.hosts);
            }
        });
        Set<String> top = group("all").children;
        groups.keySet().stream().filter(name -> !name.equals("all") && !withParent.contains(name)).forEach(top::add);
        Set<String> ungrouped = group("ungrouped").hosts;
        ungrouped.removeAll(grouped);
        hosts.keySet().stream().filter(name -> !grouped.contains(name)).forEach(ungrouped::add);
    }

    private Map<String, Integer> depths() {
        Map<String, Integer> parentsLeft = new HashMap<>();
        groups.values().forEach(draft -> draft.children.forEach(child -> parentsLeft.merge(child, 1, Integer::sum)));
        Map<String, Integer> depths = new HashMap<>();
        Deque<String> ready = new ArrayDeque<>(List.of("all"));
        while (!ready.isEmpty()) {
            String name = ready.remove();
            int below = depths.getOrDefault(name, 0) + 1;
            for (String child : group(name).children) {
                depths.merge(child, below, Math::max);
                if (parentsLeft.merge(child, -1, Integer::sum) == 0) {
                    ready.add(child);
                }
            }
        }
        return depths;
    }
}
