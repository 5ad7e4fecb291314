package jplay.runner.execute;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import jplay.runner.expression.Environment;
import jplay.runner.expression.Omit;
import jplay.runner.expression.Scope;
import jplay.runner.inventory.Group;
import jplay.runner.inventory.Host;
import jplay.runner.inventory.Inventory;
import jplay.runner.inventory.LiveInventory;
import jplay.runner.model.Attributes;
import jplay.runner.model.Play;
import jplay.runner.model.Role;
import jplay.runner.source.Value;
import jplay.runner.template.Templates;
import jplay.runner.vars.HostLayers;
import jplay.runner.vars.HostState;
import jplay.runner.vars.Layer;
import jplay.runner.vars.Level;
import jplay.runner.vars.Vars;
import org.jspecify.annotations.Nullable;

/** Puts together what is in force for a task on a host, in Ansible's order of precedence. */
final class RunVariables implements Variables {
    private final LiveInventory inventory;
    private final HostLayers hostLayers;
    private final HostState learnt;
    private final Layer extra;
    private final Templates templates;
    private final TaskScope.Vault vault;
    private final RunOptions options;
    private final EnvironmentMaker environments;
    private final Map<Play, List<Layer>> playFiles = new ConcurrentHashMap<>();
    private final Map<Play, Batch> batches = new ConcurrentHashMap<>();
    private final Map<Attributes, TaskLayers> layers = java.util.Collections.synchronizedMap(new IdentityHashMap<>());

    private record Batch(List<String> hosts, List<String> batch) {}

    /** Makes what expressions need of the world, for a place in a playbook. */
    interface EnvironmentMaker {
        Environment make(Play play, Attributes at);
    }

    RunVariables(
            LiveInventory inventory, HostLayers hostLayers, HostState learnt, Map<String, Value> extra,
            Templates templates, TaskScope.Vault vault, RunOptions options, EnvironmentMaker environments) {
        this.inventory = inventory;
        this.hostLayers = hostLayers;
        this.learnt = learnt;
        this.extra = new Layer(Level.EXTRA_VARS, extra);
        this.templates = templates;
        this.vault = vault;
        this.options = options;
        this.environments = environments;
    }

    /** Variables of a play that are read or asked for before it runs: vars_prompt and vars_files. */
    void addPlayLayers(Play play, List<Layer> more) {
        playFiles.put(play, List.copyOf(more));
    }

    @Override
    public Scope scope(String host, Play play, Attributes at, Map<String, ? extends @Nullable Object> local) {
        TaskLayers place = layers.computeIfAbsent(at, key -> TaskLayers.of(play, playFiles.getOrDefault(play, List.of()), key));
        List<Layer> all = new ArrayList<>();
        all.addAll(place.defaults());
        all.addAll(hostLayers.of(host));
        all.add(learnt.factsLayer(host));
        all.addAll(place.vars());
        all.addAll(learnt.layers(host));
        all.addAll(place.params());
        if (!local.isEmpty()) {
            all.add(TaskLayers.local(local));
        }
        all.add(extra);
        return new TaskScope(Vars.of(all), magic(host, play, at), templates, environments.make(play, at), vault);
    }

    private MagicVars magic(String host, Play play, Attributes at) {
        Map<String, Supplier<@Nullable Object>> makers = new LinkedHashMap<>();
        Inventory now = inventory.current();
        makers.put("inventory_hostname", () -> host);
        makers.put("inventory_hostname_short", () -> host.split("\\.", 2)[0]);
        makers.put("group_names", () -> new ArrayList<>(now.groupNames(host)));
        makers.put("groups", () -> groups(now));
        makers.put("hostvars", () -> hostvars(now, play));
        makers.put("omit", () -> Omit.OMIT);
        makers.put("ansible_check_mode", options::check);
        makers.put("ansible_diff_mode", options::diff);
        makers.put("ansible_verbosity", () -> (long) options.verbosity());
        makers.put("ansible_forks", () -> (long) options.forks());
        makers.put("ansible_run_tags", () -> new ArrayList<>(options.tags().isEmpty() ? List.of("all") : options.tags()));
        makers.put("ansible_skip_tags", () -> new ArrayList<>(options.skipTags()));
        makers.put("ansible_version", RunVariables::version);
        makers.put("ansible_play_name", play::name);
        makers.put("ansible_facts", Map::of);
        makers.put("ansible_managed", () -> "Ansible managed");
        places(makers, host, now, play, at);
        batchNames(makers, play);
        return new MagicVars(makers);
    }

    private void places(Map<String, Supplier<@Nullable Object>> makers, String host, Inventory now, Play play, Attributes at) {
        Path playbook = Path.of(play.file()).toAbsolutePath().getParent();
        makers.put("playbook_dir", () -> String.valueOf(playbook));
        @Nullable Host known = now.host(host);
        @Nullable Path file = known == null || known.file() == null ? null : Path.of(known.file()).toAbsolutePath().normalize();
        if (file != null) {
            makers.put("inventory_file", file::toString);
            makers.put("inventory_dir", () -> String.valueOf(file.getParent()));
        }
        List<String> names = play.allRoles().stream().map(Role::name).distinct().toList();
        makers.put("ansible_play_role_names", () -> new ArrayList<>(names));
        makers.put("role_names", () -> new ArrayList<>(names));
        makers.put("ansible_role_names", () -> new ArrayList<>(names));
        @Nullable Role role = at.role();
        if (role != null) {
            makers.put("role_name", role::name);
            makers.put("ansible_role_name", role::name);
            makers.put("role_path", () -> role.path().toAbsolutePath().normalize().toString());
            makers.put("ansible_parent_role_names", () -> {
                List<String> callers = new ArrayList<>();
                for (Role up = role.caller(); up != null; up = up.caller()) {
                    callers.add(up.name());
                }
                return callers;
            });
        }
    }

    private void batchNames(Map<String, Supplier<@Nullable Object>> makers, Play play) {
        @Nullable Batch batch = batches.get(play);
        if (batch == null) {
            return;
        }
        makers.put("ansible_play_hosts_all", () -> new ArrayList<>(batch.hosts()));
        makers.put("ansible_play_hosts", () -> active(batch.hosts()));
        makers.put("ansible_play_batch", () -> active(batch.batch()));
        makers.put("play_hosts", () -> active(batch.batch()));
    }

    private java.util.function.Predicate<String> isActive = host -> true;

    /** Tells which hosts are still in the play. */
    void activeHosts(java.util.function.Predicate<String> active) {
        isActive = active;
    }

    private List<String> active(List<String> hosts) {
        return new ArrayList<>(hosts.stream().filter(isActive).toList());
    }

    private static Map<String, Object> groups(Inventory now) {
        Map<String, Object> groups = new LinkedHashMap<>();
        for (Group group : now.groups()) {
            groups.put(group.name(), new ArrayList<>(now.members(group.name())));
        }
        return groups;
    }

    private Map<String, Object> hostvars(Inventory now, Play play) {
        Map<String, Map<String, Object>> made = new ConcurrentHashMap<>();
        List<String> names = now.hosts().stream().map(Host::name).toList();
        return MagicVars.hostvars(names, host -> now.host(host) == null
                ? null
                : made.computeIfAbsent(host, name -> new MagicVars.ScopeMap(ofHost(name, play), java.util.Set.of("hostvars", "vars"))));
    }

    /** What other hosts see of a host: all but what is the task's. */
    private Scope ofHost(String host, Play play) {
        Attributes plain = new Attributes(Attributes.Level.PLAY, Map.of(), null, null, play.file());
        List<Layer> all = new ArrayList<>(hostLayers.of(host));
        all.add(learnt.factsLayer(host));
        all.addAll(learnt.layers(host));
        all.add(extra);
        return new TaskScope(Vars.of(all), magic(host, play, plain), templates, environments.make(play, plain), vault);
    }

    private static Map<String, Object> version() {
        Map<String, Object> version = new LinkedHashMap<>();
        version.put("full", "2.14.0");
        version.put("major", 2L);
        version.put("minor", 14L);
        version.put("revision", 0L);
        version.put("string", "2.14.0");
        return version;
    }

    @Override
    public void beginBatch(Play play, List<String> hosts, List<String> batch) {
        batches.put(play, new Batch(hosts, batch));
    }

    @Override
    public void addFacts(String host, Map<String, ?> facts, boolean cacheable) {
        learnt.facts().add(host, facts);
    }

    @Override
    public void set(String host, String name, @Nullable Object value) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>();
        one.put(name, value);
        learnt.set(host, one, "set during the run");
    }

    @Override
    public void include(String host, Map<String, ?> vars) {
        learnt.include(host, TaskLayers.values(vars, "include_vars"));
    }

    @Override
    public void clearFacts(String host) {
        learnt.facts().clear(host);
    }

    @Override
    public boolean hasFacts(String host) {
        return !learnt.facts().get(host).isEmpty();
    }
}
