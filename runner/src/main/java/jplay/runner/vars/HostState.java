package jplay.runner.vars;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jplay.runner.source.Value;
import org.jspecify.annotations.Nullable;

/**
 * What a run has learnt of its hosts: facts, files of include_vars, set_fact and registered results. Hosts may be written by
 * several threads; what one task sets, the next item of its loop sees.
 */
public final class HostState {
    private final FactsCache facts;
    private final Map<String, Learnt> hosts = new ConcurrentHashMap<>();

    private record Learnt(Map<String, Value> included, Map<String, Value> set, List<Layer> layers) {
        static Learnt none() {
            Map<String, Value> included = new ConcurrentHashMap<>();
            Map<String, Value> set = new ConcurrentHashMap<>();
            return new Learnt(included, set, List.of(new Layer(Level.INCLUDE_VARS, included), new Layer(Level.SET_FACTS, set)));
        }
    }

    public HostState(FactsCache facts) {
        this.facts = facts;
    }

    public FactsCache facts() {
        return facts;
    }

    private Learnt of(String host) {
        return hosts.computeIfAbsent(host, name -> Learnt.none());
    }

    /** A host's facts as they are now. */
    public Layer factsLayer(String host) {
        return new Layer(Level.FACTS, facts.get(host).values());
    }

    /** The layers of include_vars and of set_fact, which stay up to date. */
    public List<Layer> layers(String host) {
        return of(host).layers();
    }

    /** Sets variables as set_fact and register do: the values are final. */
    public void set(String host, Map<String, ? extends @Nullable Object> values, String origin) {
        Map<String, Value> set = of(host).set();
        values.forEach((name, value) -> set.put(name, Value.of(value, origin)));
    }

    /** Sets variables as include_vars does: YAML, rendered when it is used. */
    public void include(String host, Map<String, Value> values) {
        of(host).included().putAll(values);
    }
}
