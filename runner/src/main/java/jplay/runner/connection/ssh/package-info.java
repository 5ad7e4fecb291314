/** Connections over SSH; SSHJ is known here alone. */
@NullMarked
package jplay.runner.connection.ssh;

import org.jspecify.annotations.NullMarked;
