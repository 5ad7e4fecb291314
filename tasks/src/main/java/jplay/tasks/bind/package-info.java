/** From YAML arguments to a module's parameter record. */
@NullMarked
package jplay.tasks.bind;

import org.jspecify.annotations.NullMarked;
