/** Modules about packages and where they come from. */
@NullMarked
package jplay.tasks.modules.packages;

import org.jspecify.annotations.NullMarked;
