package jplay.runner.execute;

import java.util.List;
import java.util.Map;
import jplay.runner.inventory.HostPatterns;
import jplay.runner.inventory.LiveInventory;
import jplay.runner.source.Problems;
import org.jspecify.annotations.Nullable;

/** The run's inventory as the engine uses it. */
final class InventoryHosts implements Hosts {
    private final LiveInventory inventory;
    private final Problems problems;

    InventoryHosts(LiveInventory inventory, Problems problems) {
        this.inventory = inventory;
        this.problems = problems;
    }

    @Override
    public List<String> select(List<String> patterns, @Nullable String limit, @Nullable String order) {
        List<String> within = limit == null || limit.isBlank() ? List.of() : HostPatterns.limit(limit);
        return new HostPatterns(inventory.current(), null, problems).select(patterns, within, PreparedRun.order(order));
    }

    @Override
    public boolean contains(String host) {
        return inventory.current().hasHost(host);
    }

    @Override
    public boolean add(String host, List<String> groups, Map<String, ?> variables) {
        return inventory.addHost(host, groups, TaskLayers.values(variables, "add_host"));
    }

    @Override
    public boolean group(String host, String group, List<String> parents) {
        return inventory.addToGroup(host, group, parents);
    }
}
