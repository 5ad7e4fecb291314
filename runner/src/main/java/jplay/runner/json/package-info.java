/** JSON of plain values. */
@NullMarked
package jplay.runner.json;

import org.jspecify.annotations.NullMarked;
