/** Templates: strings with expressions in them, Mustache and Jinja, all on the same evaluator. */
@NullMarked
package jplay.runner.template;

import org.jspecify.annotations.NullMarked;
