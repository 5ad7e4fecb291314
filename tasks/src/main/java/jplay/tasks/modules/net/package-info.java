/** Modules that talk HTTP. */
@NullMarked
package jplay.tasks.modules.net;

import org.jspecify.annotations.NullMarked;
