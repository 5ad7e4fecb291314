/** Modules about SELinux and file access lists. */
@NullMarked
package jplay.tasks.modules.security;

import org.jspecify.annotations.NullMarked;
