package jplay.runner.execute;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The inventory, as the engine uses and extends it. */
public interface Hosts {

    /** The hosts that a pattern selects, within the limit, in the play's order. */
    List<String> select(List<String> patterns, @Nullable String limit, @Nullable String order);

    /** Whether the inventory names this host. */
    boolean contains(String host);

    /** {@code add_host}; whether that changed anything. */
    boolean add(String host, List<String> groups, Map<String, ?> variables);

    /** {@code meta: refresh_inventory}: reads the inventory again. */
    void refresh();

    /** {@code group_by}; whether that changed anything. */
    boolean group(String host, String group, List<String> parents);
}
