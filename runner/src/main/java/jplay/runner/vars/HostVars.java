package jplay.runner.vars;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jplay.runner.inventory.Host;
import jplay.runner.inventory.LiveInventory;
import org.jspecify.annotations.Nullable;

/** The variable {@code hostvars}: each host's variables as they are when they are looked at. */
public final class HostVars extends AbstractMap<String, @Nullable Object> {
    private final LiveInventory inventory;
    private final Function<String, VarsScope> scopes;

    /** @param scopes makes the scope of a host outside any task */
    public HostVars(LiveInventory inventory, Function<String, VarsScope> scopes) {
        this.inventory = inventory;
        this.scopes = scopes;
    }

    @Override
    public @Nullable Object get(@Nullable Object name) {
        return name instanceof String host && inventory.current().host(host) != null ? scopes.apply(host).asMap() : null;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return name instanceof String host && inventory.current().host(host) != null;
    }

    @Override
    public Set<String> keySet() {
        Set<String> names = new LinkedHashSet<>();
        inventory.current().hosts().stream().map(Host::name).forEach(names::add);
        return names;
    }

    @Override
    public Set<Map.Entry<String, @Nullable Object>> entrySet() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        keySet().forEach(host -> all.put(host, get(host)));
        return all.entrySet();
    }
}
