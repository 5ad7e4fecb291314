/** What a module is: the contract between the engine and the built-in modules. */
@NullMarked
package jplay.tasks.contract;

import org.jspecify.annotations.NullMarked;
