/** Documentation made of the code: of modules for people, of playbooks for editors. */
@NullMarked
package jplay.runner.docs;

import org.jspecify.annotations.NullMarked;
