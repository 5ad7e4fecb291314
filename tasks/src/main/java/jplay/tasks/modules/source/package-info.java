/** Modules about sources and trees of files: git and the like. */
@NullMarked
package jplay.tasks.modules.source;

import org.jspecify.annotations.NullMarked;
