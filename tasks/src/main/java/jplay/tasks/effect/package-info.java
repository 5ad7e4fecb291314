/** Changes to a host. */
@NullMarked
package jplay.tasks.effect;

import org.jspecify.annotations.NullMarked;
