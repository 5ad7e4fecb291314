/** Values and files that {@code ansible-vault} encrypted. */
@NullMarked
package jplay.runner.vault;

import org.jspecify.annotations.NullMarked;
