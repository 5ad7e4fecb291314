/** Checks what was read before anything connects. */
@NullMarked
package jplay.runner.plan;

import org.jspecify.annotations.NullMarked;
