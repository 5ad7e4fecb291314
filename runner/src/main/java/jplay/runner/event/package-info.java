/** What happens in a run, for whoever listens. */
@NullMarked
package jplay.runner.event;

import org.jspecify.annotations.NullMarked;
