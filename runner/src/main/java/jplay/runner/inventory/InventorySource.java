package jplay.runner.inventory;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a host was named.
 *
 * @param file the file, or the list as given
 * @param directory the file's directory; null for a list
 */
public record InventorySource(String file, @Nullable Path directory) {}
