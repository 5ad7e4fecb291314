/** Runs plays on hosts: which task comes next, how many hosts at once, one task on one host, handlers. */
@NullMarked
package jplay.runner.execute;

import org.jspecify.annotations.NullMarked;
