/** The interpreter, the engine and the command line. */
@NullMarked
package jplay.runner;

import org.jspecify.annotations.NullMarked;
