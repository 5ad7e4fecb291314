/** YAML with positions, and problems that show them. The only package that knows SnakeYAML. */
@NullMarked
package jplay.runner.source;

import org.jspecify.annotations.NullMarked;
