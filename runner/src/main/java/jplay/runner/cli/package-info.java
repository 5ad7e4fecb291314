/** The command line. The only package that knows picocli. */
@NullMarked
package jplay.runner.cli;

import org.jspecify.annotations.NullMarked;
