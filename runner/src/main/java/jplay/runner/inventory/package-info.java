/**
 * Hosts and groups: {@link jplay.runner.inventory.InventoryLoader} reads them, {@link
 * jplay.runner.inventory.HostPatterns} selects some, {@link jplay.runner.inventory.LiveInventory} takes what a run adds.
 */
@NullMarked
package jplay.runner.inventory;

import org.jspecify.annotations.NullMarked;
