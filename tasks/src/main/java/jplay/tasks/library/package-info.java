/** Modules that are executables of the user's own, in a directory {@code library}. */
@NullMarked
package jplay.tasks.library;

import org.jspecify.annotations.NullMarked;
