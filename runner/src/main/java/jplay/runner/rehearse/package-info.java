/** Compares what check mode foresees with what a run does. */
@NullMarked
package jplay.runner.rehearse;

import org.jspecify.annotations.NullMarked;
