package jplay.tasks.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A unit of systemd.
 *
 * @param name as it was asked for
 * @param properties what {@code systemctl show} says
 */
public record UnitState(String name, Map<String, String> properties) {
    private static final Set<String> ENABLED = Set.of("enabled", "enabled-runtime", "static", "linked-enabled", "generated-enabled");

    /** A unit whose file an earlier task has written: loaded, inactive, disabled. */
    public static UnitState fresh(String name) {
        return of(name, "loaded", "inactive", "disabled");
    }

    static UnitState of(String name, String load, String active, String file) {
        return new UnitState(name, Map.of("LoadState", load, "ActiveState", active, "UnitFileState", file));
    }

    public boolean running() {
        return List.of("active", "activating", "reloading").contains(active());
    }

    public boolean deactivating() {
        return active().equals("deactivating");
    }

    /** {@code active}, {@code inactive}, {@code failed} …; empty where systemd does not run. */
    public String active() {
        return properties.getOrDefault("ActiveState", "");
    }

    public boolean enabled() {
        return ENABLED.contains(properties.getOrDefault("UnitFileState", ""));
    }

    public boolean masked() {
        return "masked".equals(properties.get("LoadState"))
                || properties.getOrDefault("UnitFileState", "").startsWith("masked");
    }

    /** Whether its file or drop-ins were written after systemd has read them. */
    public boolean needsReload() {
        return "yes".equals(properties.get("NeedDaemonReload"));
    }

    public UnitState with(String property, String value) {
        Map<String, String> changed = new LinkedHashMap<>(properties);
        changed.put(property, value);
        return new UnitState(name, changed);
    }
}
