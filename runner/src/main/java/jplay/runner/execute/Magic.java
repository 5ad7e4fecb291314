package jplay.runner.execute;

import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import jplay.runner.expression.Omit;
import jplay.runner.inventory.Group;
import jplay.runner.inventory.Host;
import jplay.runner.inventory.Inventory;
import jplay.runner.inventory.InventorySource;
import jplay.runner.inventory.LiveInventory;
import jplay.runner.model.Attributes;
import jplay.runner.model.Play;
import jplay.runner.model.Role;
import jplay.runner.vars.HostVars;
import jplay.runner.vars.Layer;
import jplay.runner.vars.Level;
import jplay.runner.vars.VarsScope;
import org.jspecify.annotations.Nullable;

/** The variables that nobody sets: names of hosts, groups and places. Layers are made once and shared. */
final class Magic {
    private final LiveInventory inventory;
    private final BiFunction<String, Play, VarsScope> ofHost;
    private final Layer run;
    private final Layer sources;
    private final Map<Play, Layer> plays = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Play, Layer> batches = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Role, Layer> roles = Collections.synchronizedMap(new IdentityHashMap<>());
    /** By the role or else the play, and the file. */
    private final Map<Object, Map<String, Layer>> places = Collections.synchronizedMap(new IdentityHashMap<>());
    private volatile Snapshot snapshot;

    /** What depends on the inventory as it was at one moment. */
    private record Snapshot(Inventory inventory, Layer groups, Map<String, Layer> hosts) {}

    Magic(LiveInventory inventory, List<String> sources, RunOptions options, BiFunction<String, Play, VarsScope> ofHost) {
        this.inventory = inventory;
        this.ofHost = ofHost;
        this.run = layer(ofRun(options));
        this.sources = layer(ofSources(sources));
        this.snapshot = take(inventory.current());
    }

    /** Weakest first. */
    List<Layer> layers(String host, Play play, Attributes at) {
        Snapshot now = snapshot;
        if (now.inventory() != inventory.current()) {
            now = take(inventory.current());
            snapshot = now;
        }
        Inventory hosts = now.inventory();
        List<Layer> all = new ArrayList<>(7);
        all.add(run);
        all.add(sources);
        all.add(now.groups());
        all.add(plays.computeIfAbsent(play, this::ofPlay));
        @Nullable Layer batch = batches.get(play);
        if (batch != null) {
            all.add(batch);
        }
        all.add(now.hosts().computeIfAbsent(host, name -> ofHost(hosts, name)));
        all.add(places.computeIfAbsent(at.role() == null ? play : at.role(), key -> new ConcurrentHashMap<>())
                .computeIfAbsent(at.file(), file -> layer(ofPlace(play, at))));
        if (at.role() != null) {
            all.add(roles.computeIfAbsent(at.role(), Magic::ofRole));
        }
        return all;
    }

    void beginBatch(Play play, List<HostRun> hosts, List<HostRun> batch) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("ansible_play_hosts_all", new ArrayList<>(hosts.stream().map(host -> host.name).toList()));
        values.put("ansible_play_hosts", new Active(hosts));
        values.put("ansible_play_batch", new Active(batch));
        values.put("play_hosts", new Active(batch));
        batches.put(play, layer(values));
    }

    private static Layer layer(Map<String, @Nullable Object> values) {
        return Layer.of(Level.MAGIC, values, "magic");
    }

    private static Snapshot take(Inventory now) {
        Map<String, Object> groups = new LinkedHashMap<>();
        for (Group group : now.groups()) {
            groups.put(group.name(), new ArrayList<>(now.members(group.name())));
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("groups", groups);
        return new Snapshot(now, layer(values), new ConcurrentHashMap<>());
    }

    private static Map<String, @Nullable Object> ofRun(RunOptions options) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("omit", Omit.OMIT);
        values.put("ansible_check_mode", options.check());
        values.put("ansible_diff_mode", options.diff());
        values.put("ansible_verbosity", (long) options.verbosity());
        values.put("ansible_forks", options.forks() > 0 ? (long) options.forks() : 5L);
        values.put("ansible_run_tags", new ArrayList<>(options.tags().isEmpty() ? List.of("all") : options.tags()));
        values.put("ansible_skip_tags", new ArrayList<>(options.skipTags()));
        if (options.limit() != null) {
            values.put("ansible_limit", options.limit());
        }
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("full", "2.14.0");
        version.put("major", 2L);
        version.put("minor", 14L);
        version.put("revision", 0L);
        version.put("string", "2.14.0");
        values.put("ansible_version", version);
        return values;
    }

    private static Map<String, @Nullable Object> ofSources(List<String> inventories) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<Object> all = new ArrayList<>();
        inventories.forEach(each -> all.add(each.contains(",") ? each : Path.of(each).toAbsolutePath().normalize().toString()));
        values.put("ansible_inventory_sources", all);
        values.put("ansible_config_file", null);
        // What roles run on the control machine, where there is Python at all.
        values.put("ansible_playbook_python", "/usr/bin/python3");
        return values;
    }

    private Layer ofPlay(Play play) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("hostvars", new HostVars(inventory, host -> ofHost.apply(host, play)));
        values.put("playbook_dir", String.valueOf(Path.of(play.file()).toAbsolutePath().normalize().getParent()));
        values.put("ansible_play_name", play.name());
        List<String> names = java.util.stream.Stream.concat(play.roles().stream(), play.imported().stream())
                .map(block -> block.role().name()).toList();
        values.put("ansible_play_role_names", new ArrayList<>(names));
        values.put("ansible_role_names", new ArrayList<>(play.allRoles().stream().map(Role::name).distinct().toList()));
        values.put("ansible_dependent_role_names", new ArrayList<>(play.allRoles().stream()
                .filter(Role::isDependency).map(Role::name).distinct().toList()));
        values.put("role_names", new ArrayList<>(names));
        return layer(values);
    }

    private static Layer ofHost(Inventory now, String host) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("inventory_hostname", host);
        values.put("inventory_hostname_short", host.split("\\.", 2)[0]);
        values.put("group_names", new ArrayList<>(now.groupNames(host)));
        @Nullable Host known = now.host(host);
        @Nullable InventorySource source = known == null ? firstSource(now) : known.source();
        source = source == null ? firstSource(now) : source;
        if (source != null) {
            values.put("inventory_file", source.file());
            @Nullable Path directory = source.directory();
            values.put("inventory_dir", directory == null ? null : directory.toAbsolutePath().normalize().toString());
        }
        return layer(values);
    }

    private static @Nullable InventorySource firstSource(Inventory now) {
        return now.hosts().stream().map(Host::source).filter(source -> source != null).findFirst().orElse(null);
    }

    private static Map<String, @Nullable Object> ofPlace(Play play, Attributes at) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("ansible_search_path", new ArrayList<>(SearchPath.roots(play, at)));
        return values;
    }

    private static Layer ofRole(Role role) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("role_name", role.name());
        values.put("ansible_role_name", role.name());
        values.put("role_path", role.path().toAbsolutePath().normalize().toString());
        List<String> callers = new ArrayList<>();
        List<String> paths = new ArrayList<>();
        for (Role at = role; at.caller() != null; at = at.caller()) {
            if (!at.isDependency()) {
                callers.add(at.caller().name());
                paths.add(at.caller().path().toAbsolutePath().normalize().toString());
            }
        }
        if (!callers.isEmpty()) {
            values.put("ansible_parent_role_names", callers);
            values.put("ansible_parent_role_paths", paths);
        }
        return layer(values);
    }

    /** The names of those hosts that are still in the play. */
    private static final class Active extends AbstractList<String> {
        private final List<HostRun> hosts;

        Active(List<HostRun> hosts) {
            this.hosts = hosts;
        }

        private List<HostRun> now() {
            return hosts.stream().filter(host -> !host.gone() && !host.ended).toList();
        }

        @Override
        public String get(int index) {
            return now().get(index).name;
        }

        @Override
        public int size() {
            return now().size();
        }
    }
}
