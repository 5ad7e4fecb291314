package jplay.runner.execute;

import java.util.List;
import java.util.Map;
import jplay.runner.expression.Scope;
import jplay.runner.model.Attributes;
import jplay.runner.model.Play;
import jplay.runner.model.Role;
import org.jspecify.annotations.Nullable;

/** The variables of all hosts, as the engine uses them. Thread safe for different hosts. */
interface Variables {

    /**
     * What is in force for a task on a host.
     *
     * @param at the task's place: play, role, blocks and the task itself
     * @param local the loop's item and the like: they go before all but extra vars
     */
    Scope scope(String host, Play play, Attributes at, Map<String, ? extends @Nullable Object> local);

    /** A play begins on a batch of its hosts. */
    void beginBatch(Play play, List<HostRun> hosts, List<HostRun> batch);

    /** Facts as a module returned them, {@code ansible_} prefix and all. */
    void addFacts(String host, Map<String, ?> facts);

    /** What {@code register} and {@code set_fact} keep for the host. */
    void set(String host, String name, @Nullable Object value);

    /** What {@code include_vars} read, unrendered. */
    void include(String host, Map<String, ?> vars);

    /** Forgets the host's facts. */
    void clearFacts(String host);

    /** Makes a role's defaults and variables known to all tasks of the play. */
    void publish(Play play, Role role);

    /** Whether facts are known already. */
    boolean hasFacts(String host);
}
