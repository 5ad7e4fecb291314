/** The modules of jplay; the contract is in {@link jplay.tasks.contract}. */
@NullMarked
package jplay.tasks;

import org.jspecify.annotations.NullMarked;
