package jplay.runner.execute;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import jplay.runner.inventory.HostPatterns;
import jplay.runner.inventory.Inventory;
import jplay.runner.inventory.LiveInventory;
import jplay.runner.source.Problem;
import jplay.runner.source.Problems;
import org.jspecify.annotations.Nullable;

/** The run's inventory as the engine uses it. */
final class InventoryHosts implements Hosts {
    private final LiveInventory inventory;
    private final Consumer<Problem> warn;

    private final Supplier<Inventory> reload;

    InventoryHosts(LiveInventory inventory, Consumer<Problem> warn) {
        this(inventory, warn, inventory::current);
    }

    /** @param warn hears of patterns that match nothing */
    InventoryHosts(LiveInventory inventory, Consumer<Problem> warn, Supplier<Inventory> reload) {
        this.inventory = inventory;
        this.warn = warn;
        this.reload = reload;
    }

    @Override
    public List<String> select(List<String> patterns, @Nullable String limit, @Nullable String order) {
        List<String> within = limit == null || limit.isBlank() ? List.of() : HostPatterns.limit(limit);
        Problems found = new Problems();
        List<String> hosts = new HostPatterns(inventory.current(), null, found).select(patterns, within, PreparedRun.order(order));
        found.throwIfAny();
        found.warnings().forEach(warn);
        return hosts;
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
    public void refresh() {
        inventory.replace(reload.get());
    }

    @Override
    public boolean group(String host, String group, List<String> parents) {
        return inventory.addToGroup(host, group, parents);
    }
}
