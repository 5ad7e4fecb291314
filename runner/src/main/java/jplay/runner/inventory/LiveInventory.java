package jplay.runner.inventory;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import jplay.runner.source.Value;

/** The inventory of a run, which {@code add_host} and {@code group_by} add to; safe for many threads. */
public final class LiveInventory {
    private volatile Inventory current;

    public LiveInventory(Inventory start) {
        current = start;
    }

    /** The inventory as it is now; it does not change. */
    public Inventory current() {
        return current;
    }

    /** Begins anew with what was read again; what was added since is gone. */
    public synchronized void replace(Inventory fresh) {
        current = fresh;
    }

    /** Adds a host, or variables and groups to one. Returns whether that changed anything. */
    public synchronized boolean addHost(String name, Collection<String> groups, Map<String, Value> vars) {
        Inventory before = current;
        boolean changed = !before.hasHost(name);
        InventoryBuilder builder = new InventoryBuilder(before);
        Host host = before.hasHost(name) ? before.host(name) : null;
        for (Map.Entry<String, Value> entry : vars.entrySet()) {
            Value old = host == null ? null : host.vars().get(entry.getKey());
            changed |= old == null || !java.util.Objects.equals(old.raw(), entry.getValue().raw());
        }
        builder.addHost(name, "all", vars, null);
        for (String group : groups) {
            changed |= builder.addHost(name, group, Map.of(), null);
        }
        if (changed) {
            current = builder.build();
        }
        return changed;
    }

    /**
     * Puts a host into a group, made if need be, below some parents. Returns whether that changed anything.
     *
     * @throws IllegalArgumentException where a group would hold itself
     */
    public synchronized boolean addToGroup(String host, String group, Collection<String> parents) {
        Inventory before = current;
        InventoryBuilder builder = new InventoryBuilder(before);
        boolean changed = !builder.hasGroup(group);
        builder.addGroup(group);
        for (String parent : parents) {
            Group known = before.group(parent);
            changed |= known == null || !known.children().contains(group);
            List<String> circle = builder.addChild(parent, group);
            if (circle != null) {
                throw new IllegalArgumentException(
                        "group '" + group + "' cannot be put below '" + parent + "': " + String.join(" → ", circle) + " → " + group);
            }
        }
        changed |= builder.addHost(host, group, Map.of(), null);
        if (changed) {
            current = builder.build();
        }
        return changed;
    }
}
