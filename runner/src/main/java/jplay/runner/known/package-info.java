/** The names that Ansible has, so that what jplay lacks can be told from what nobody knows. */
@NullMarked
package jplay.runner.known;

import org.jspecify.annotations.NullMarked;
