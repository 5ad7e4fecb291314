/** A check's plan, kept in a file: what it rests on, what it does, and whether a later run holds to it. */
@NullMarked
package jplay.runner.keep;

import org.jspecify.annotations.NullMarked;
