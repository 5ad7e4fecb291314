/** Modules about firewalls. */
@NullMarked
package jplay.tasks.modules.network;

import org.jspecify.annotations.NullMarked;
