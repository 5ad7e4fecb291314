/** What several modules keep files with. */
@NullMarked
package jplay.tasks.modules.support;

import org.jspecify.annotations.NullMarked;
