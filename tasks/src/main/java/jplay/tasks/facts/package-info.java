/** Facts of a host under Ansible's names, made from what one shell function prints. */
@NullMarked
package jplay.tasks.facts;

import org.jspecify.annotations.NullMarked;
