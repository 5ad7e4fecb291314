/** Modules that run kubectl and helm on the target. */
@NullMarked
package jplay.tasks.modules.kube;

import org.jspecify.annotations.NullMarked;
