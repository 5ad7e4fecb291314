package jplay.runner.keep;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which task decides, and for whom.
 *
 * @param hosts whose task it is: one, or all of a batch where it runs once for them
 * @param on the host that it is delegated to, or the one itself
 * @param at file, line and column
 * @param item the loop's item as text, or null
 * @param hidden whether nothing of it may be shown ({@code no_log})
 * @param diff whether its diff may be
 */
public record Where(
        List<String> hosts, String on, String task, @Nullable String role, String action, String at, @Nullable String item, boolean hidden,
        boolean diff) {}
