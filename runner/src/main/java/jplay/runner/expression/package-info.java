/** Expressions: Jinja2's syntax with Ansible's filters, tests and lookups, on plain Java values. */
@NullMarked
package jplay.runner.expression;

import org.jspecify.annotations.NullMarked;
