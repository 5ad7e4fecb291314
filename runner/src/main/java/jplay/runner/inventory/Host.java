package jplay.runner.inventory;

import java.util.Map;
import jplay.runner.source.Value;
import org.jspecify.annotations.Nullable;

/**
 * A machine.
 *
 * @param vars what the inventory itself says of it; {@code host_vars/} are not in here
 * @param source the inventory that named it first, or null where a run added it
 * @param implicit whether it is localhost and nobody named it
 */
public record Host(String name, Map<String, Value> vars, @Nullable InventorySource source, boolean implicit) {}
