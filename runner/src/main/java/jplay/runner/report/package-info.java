/** What is shown and written of a run: pure functions of its events. */
@NullMarked
package jplay.runner.report;

import org.jspecify.annotations.NullMarked;
