/** Modules that run commands and look after units, packages, users, the kernel and mounts. */
@NullMarked
package jplay.tasks.modules.system;

import org.jspecify.annotations.NullMarked;
