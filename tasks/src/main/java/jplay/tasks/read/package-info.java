/** Questions about a host. */
@NullMarked
package jplay.tasks.read;

import org.jspecify.annotations.NullMarked;
