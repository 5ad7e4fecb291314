package jplay.runner.vars;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jplay.runner.inventory.Group;
import jplay.runner.inventory.Host;
import jplay.runner.inventory.Inventory;
import jplay.runner.inventory.LiveInventory;
import jplay.runner.source.ProblemException;
import jplay.runner.source.Problems;
import jplay.runner.source.Value;
import org.jspecify.annotations.Nullable;

/**
 * What the inventory, {@code group_vars/} and {@code host_vars/} say of each host. Read once; hosts in the same groups share
 * their groups' variables. Safe for many threads.
 */
public final class HostLayers {
    private final LiveInventory inventory;
    private final List<VarsDirectory> inventoryGroups;
    private final List<VarsDirectory> inventoryHosts;
    private final List<VarsDirectory> playbookGroups;
    private final List<VarsDirectory> playbookHosts;
    private volatile Cache cache;

    /** What was put together for one state of the inventory. */
    private record Cache(Inventory inventory, Map<List<Group>, Layer> groups, Map<String, List<Layer>> hosts) {
        Cache(Inventory inventory) {
            this(inventory, new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        }
    }

    /**
     * @param inventoryDirectories where the inventories lie, see {@code InventoryLoader.directories}
     * @param playbookDirectory of the playbook, or null where there is none
     */
    public HostLayers(
            LiveInventory inventory, List<Path> inventoryDirectories, @Nullable Path playbookDirectory, VarsFile files) {
        this.inventory = inventory;
        inventoryGroups = directories(files, inventoryDirectories, "group_vars");
        inventoryHosts = directories(files, inventoryDirectories, "host_vars");
        List<Path> playbook = playbookDirectory == null ? List.of() : List.of(playbookDirectory);
        playbookGroups = directories(files, playbook, "group_vars");
        playbookHosts = directories(files, playbook, "host_vars");
        cache = new Cache(inventory.current());
    }

    private static List<VarsDirectory> directories(VarsFile files, List<Path> parents, String name) {
        return parents.stream().map(parent -> new VarsDirectory(files, parent.resolve(name))).toList();
    }

    /** A host's layers joined into at most two, weakest first: that of its groups and its own. */
    public List<Layer> of(String host) {
        Inventory now = inventory.current();
        Cache current = cache;
        if (current.inventory() != now) {
            current = new Cache(now);
            cache = current;
        }
        List<Layer> known = current.hosts().get(host);
        if (known == null) {
            Layer groups = groups(current, now.groupsOf(host));
            Layer own = joined(hostLayers(now, host));
            known = groups.isEmpty() ? List.of(own) : List.of(groups, own);
            current.hosts().put(host, known);
        }
        return known;
    }

    private Layer groups(Cache current, List<Group> groups) {
        Layer known = current.groups().get(groups);
        if (known == null) {
            known = joined(groupLayers(current.inventory(), groups));
            current.groups().put(groups, known);
        }
        return known;
    }

    private static Layer joined(List<Layer> layers) {
        if (layers.size() == 1) {
            return layers.get(0);
        }
        Map<String, Value> values = new LinkedHashMap<>();
        layers.forEach(layer -> values.putAll(layer.values()));
        return new Layer(layers.isEmpty() ? Level.INVENTORY_FILE_HOST : layers.get(layers.size() - 1).level(), values);
    }

    /** A host's layers, each with its level, weakest first: for explaining where a value comes from. */
    public List<Layer> separate(String host) {
        Inventory now = inventory.current();
        List<Layer> layers = new ArrayList<>(groupLayers(now, now.groupsOf(host)));
        layers.addAll(hostLayers(now, host));
        return layers;
    }

    private List<Layer> groupLayers(Inventory now, List<Group> groups) {
        List<Layer> layers = new ArrayList<>();
        Group all = now.group("all");
        if (all != null) {
            add(layers, Level.INVENTORY_FILE_GROUP, all.vars());
        }
        groups.forEach(group -> add(layers, Level.INVENTORY_FILE_GROUP, group.vars()));
        inventoryGroups.forEach(each -> add(layers, Level.INVENTORY_GROUP_ALL, each.of("all")));
        playbookGroups.forEach(each -> add(layers, Level.PLAYBOOK_GROUP_ALL, each.of("all")));
        for (VarsDirectory each : inventoryGroups) {
            groups.forEach(group -> add(layers, Level.INVENTORY_GROUPS, each.of(group.name())));
        }
        for (VarsDirectory each : playbookGroups) {
            groups.forEach(group -> add(layers, Level.PLAYBOOK_GROUPS, each.of(group.name())));
        }
        return layers;
    }

    private List<Layer> hostLayers(Inventory now, String name) {
        List<Layer> layers = new ArrayList<>();
        Host host = now.host(name);
        if (host != null) {
            add(layers, Level.INVENTORY_FILE_HOST, host.vars());
        }
        inventoryHosts.forEach(each -> add(layers, Level.INVENTORY_HOST, each.of(name)));
        playbookHosts.forEach(each -> add(layers, Level.PLAYBOOK_HOST, each.of(name)));
        return layers;
    }

    private static void add(List<Layer> layers, Level level, Map<String, Value> values) {
        if (!values.isEmpty()) {
            layers.add(new Layer(level, values));
        }
    }

    /** What the inventory and its {@code group_vars/} say of a group itself: for {@code --export}. */
    public Map<String, Value> ofGroup(String name) {
        Map<String, Value> values = new LinkedHashMap<>();
        Group group = inventory.current().group(name);
        if (group != null) {
            values.putAll(group.vars());
            if (group.priority() != 1) {
                values.put("ansible_group_priority", Value.of((long) group.priority(), "inventory"));
            }
        }
        inventoryGroups.forEach(each -> values.putAll(each.of(name)));
        return values;
    }

    /** What the inventory and its {@code host_vars/} say of a host itself: for {@code --export}. */
    public Map<String, Value> ofHostAlone(String name) {
        Map<String, Value> values = new LinkedHashMap<>();
        Host host = inventory.current().host(name);
        if (host != null) {
            values.putAll(host.vars());
        }
        inventoryHosts.forEach(each -> values.putAll(each.of(name)));
        return values;
    }

    /** Reads all files for some hosts now, so that what is wrong in them is known before anything connects. */
    public void check(Collection<String> hosts, Problems problems) {
        java.util.Set<String> groups = new java.util.LinkedHashSet<>(List.of("all"));
        hosts.forEach(host -> inventory.current().groupsOf(host).forEach(group -> groups.add(group.name())));
        groups.forEach(group -> check(inventoryGroups, playbookGroups, group, problems));
        hosts.forEach(host -> check(inventoryHosts, playbookHosts, host, problems));
    }

    private static void check(List<VarsDirectory> inventory, List<VarsDirectory> playbook, String name, Problems problems) {
        java.util.stream.Stream.concat(inventory.stream(), playbook.stream()).forEach(each -> {
            try {
                each.warn(name, problems);
                each.of(name);
            } catch (ProblemException e) {
                problems.addAll(e.problems());
            }
        });
    }
}
