/**
 * How a host is reached: a persistent shell that takes framed requests, over SSH or on the control machine itself.
 * What a request, a reply and a target are, the frame, and the local connection; SSH is in {@code connection.ssh}.
 */
@NullMarked
package jplay.runner.connection;

import org.jspecify.annotations.NullMarked;
