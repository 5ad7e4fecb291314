/** JSON of plain values. In the runner, the only package that knows Jackson. */
@NullMarked
package jplay.runner.json;

import org.jspecify.annotations.NullMarked;
