/** Playbooks, plays, tasks and roles as they were written: unrendered, with their places. */
@NullMarked
package jplay.runner.model;

import org.jspecify.annotations.NullMarked;
