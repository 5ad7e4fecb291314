/** Roles of other people: where they come from, and where they are kept. */
@NullMarked
package jplay.runner.roles;

import org.jspecify.annotations.NullMarked;
