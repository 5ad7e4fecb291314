/** Modules about the keys of SSH. */
@NullMarked
package jplay.tasks.modules.keys;

import org.jspecify.annotations.NullMarked;
