/**
 * Variables and where they come from. {@link jplay.runner.vars.HostLayers} knows what belongs to a host, {@link
 * jplay.runner.vars.Vars} puts layers over one another, {@link jplay.runner.vars.VarsScope} renders them when they are used.
 */
@NullMarked
package jplay.runner.vars;

import org.jspecify.annotations.NullMarked;
