/** Text as Python treats it. */
@NullMarked
package jplay.tasks.text;

import org.jspecify.annotations.NullMarked;
