/** Modules that run on the control machine alone. */
@NullMarked
package jplay.tasks.modules.control;

import org.jspecify.annotations.NullMarked;
