package jplay.runner.inventory;

import java.util.List;
import java.util.Map;
import jplay.runner.source.Value;

/**
 * A group of hosts and groups.
 *
 * @param hosts those named in the group itself
 * @param depth the longest way down from {@code all}
 * @param priority {@code ansible_group_priority}: of groups equally deep, the higher one's variables win
 * @param vars what the inventory itself says of it; {@code group_vars/} are not in here
 */
public record Group(
        String name, List<String> hosts, List<String> children, int depth, int priority, Map<String, Value> vars) {}
