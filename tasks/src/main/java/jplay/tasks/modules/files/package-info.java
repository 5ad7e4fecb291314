/** Modules that work on files. */
@NullMarked
package jplay.tasks.modules.files;

import org.jspecify.annotations.NullMarked;
