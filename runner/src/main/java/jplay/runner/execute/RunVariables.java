package jplay.runner.execute;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import jplay.runner.expression.Environment;
import jplay.runner.expression.Scope;
import jplay.runner.inventory.LiveInventory;
import jplay.runner.model.Attributes;
import jplay.runner.model.Play;
import jplay.runner.model.Role;
import jplay.runner.vars.HostLayers;
import jplay.runner.vars.HostState;
import jplay.runner.vars.Layer;
import jplay.runner.vars.Vars;
import jplay.runner.vars.VarsScope;
import jplay.runner.vault.VaultOpener;
import org.jspecify.annotations.Nullable;

/** Puts together what is in force for a task on a host, in Ansible's order of precedence. */
final class RunVariables implements Variables {
    private final HostLayers hostLayers;
    private final HostState learnt;
    private final Layer extra;
    private final VaultOpener vault;
    private final BiFunction<Play, Attributes, Environment> environments;
    private final Magic magic;
    private final Map<Play, List<Layer>> playLayers = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Play, PlayFiles> files = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Play, List<Role>> published = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Attributes, TaskLayers> places = Collections.synchronizedMap(new IdentityHashMap<>());
    private final Map<Attributes, Environment> worlds = Collections.synchronizedMap(new IdentityHashMap<>());
    private final ConnectionVars connections;
    private final Map<String, Attributes> nowhere = new ConcurrentHashMap<>();

    RunVariables(
            LiveInventory inventory, List<String> sources, HostLayers hostLayers, HostState learnt, Layer extra, VaultOpener vault,
            RunOptions options, BiFunction<Play, Attributes, Environment> environments) {
        this.hostLayers = hostLayers;
        this.learnt = learnt;
        this.extra = extra;
        this.vault = vault;
        this.environments = environments;
        this.connections = new ConnectionVars(options);
        this.magic = new Magic(inventory, sources, options, this::ofHost);
    }

    /** Variables of a play that are read or asked for before it runs: vars_prompt and vars_files. */
    void addPlayLayers(Play play, List<Layer> more) {
        List<Layer> all = new ArrayList<>(playLayers.getOrDefault(play, List.of()));
        all.addAll(more);
        playLayers.put(play, List.copyOf(all));
    }

    /** The play's files of variables, where their names may be other ones on each host. */
    void addPlayFiles(Play play, PlayFiles ofHost) {
        files.put(play, ofHost);
    }

    @Override
    public void publish(Play play, Role role) {
        List<Role> all = new ArrayList<>(published.getOrDefault(play, List.of()));
        all.addAll(role.withDependencies());
        published.put(play, all);
        places.clear();
    }

    @Override
    public VarsScope scope(String host, Play play, Attributes at, Map<String, ? extends @Nullable Object> local) {
        TaskLayers place = places.computeIfAbsent(at, key -> TaskLayers.of(
                play, published.getOrDefault(play, List.of()), key));
        List<Layer> all = new ArrayList<>(24);
        all.addAll(place.defaults());
        all.addAll(hostLayers.of(host));
        all.add(learnt.factsLayer(host));
        all.addAll(place.play());
        all.addAll(playLayers.getOrDefault(play, List.of()));
        @Nullable PlayFiles ofHost = files.get(play);
        if (ofHost != null) {
            List<Layer> below = new ArrayList<>(all);
            all.add(ofHost.of(host, read -> {
                List<Layer> known = new ArrayList<>(below);
                known.add(read);
                known.addAll(learnt.layers(host));
                known.add(extra);
                known.addAll(magic.layers(host, play, at));
                return new VarsScope(Vars.of(known), world(play, at), vault);
            }));
        }
        all.addAll(place.vars());
        all.addAll(learnt.layers(host));
        all.addAll(place.params());
        all.add(extra);
        all.addAll(magic.layers(host, play, at));
        if (!local.isEmpty()) {
            all.add(TaskLayers.local(local));
        }
        Vars known = Vars.of(all);
        return new VarsScope(Vars.of(List.of(connections.of(host, at, known))).over(all), world(play, at), vault);
    }

    private Environment world(Play play, Attributes at) {
        return worlds.computeIfAbsent(at, key -> environments.apply(play, key));
    }

    /** What other hosts see of a host: all but what is the task's. */
    VarsScope ofHost(String host, Play play) {
        Attributes plain = nowhere.computeIfAbsent(
                play.file(), file -> new Attributes(Attributes.Level.PLAY, Map.of(), null, null, file));
        List<Layer> all = new ArrayList<>(hostLayers.of(host));
        all.add(learnt.factsLayer(host));
        all.addAll(learnt.layers(host));
        all.add(extra);
        all.addAll(magic.layers(host, play, plain));
        return new VarsScope(Vars.of(all), world(play, plain), vault);
    }

    @Override
    public void beginBatch(Play play, List<HostRun> hosts, List<HostRun> batch) {
        magic.beginBatch(play, hosts, batch);
    }

    @Override
    public void addFacts(String host, Map<String, ?> facts) {
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
