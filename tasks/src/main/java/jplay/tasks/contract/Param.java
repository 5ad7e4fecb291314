package jplay.tasks.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A parameter: a component of a module's parameter record. From it come binding, validation, {@code jplay doc}, the
 * JSON schema and the reference.
 *
 * <p>The parameter's name is the component's in snake case ({@code remoteSrc} is {@code remote_src}) unless {@link
 * #name} is given. Types: String, boolean, int, long, double and their boxes, {@link FileMode}, enums (written in lower
 * case; an underscore also stands for a hyphen), {@code List<…>} of these (a comma-separated string is a list, too),
 * {@code Map<String, Object>}, Object (the value as YAML has it), and records of further {@code @Param} components.
 * A component without a default that is not required is {@code null} (an empty list or map for these).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Param {
    /** What it does, in one or two sentences. */
    String value();

    String name() default "";

    String[] aliases() default {};

    boolean required() default false;

    /** The default's text, bound like a user's; {@code ""} is none. */
    String def() default "";

    /** The choices of a String; an enum has its own. */
    String[] choices() default {};

    /** Its values are secret: never in output, diffs or logs. */
    boolean secret() default false;

    /** Takes the free form: {@code command: echo hi}. */
    boolean freeForm() default false;

    /** A record whose components are parameters of the module, beside its own; never null. */
    boolean flat() default false;

    /** A {@code Map<String, Object>} of all parameters that no other component names. */
    boolean rest() default false;

    /**
     * Left unrendered: the module gets the text with its {@code {{ }}} (an expression to evaluate, as in {@code
     * assert}'s {@code that} and {@code debug}'s {@code var}).
     */
    boolean raw() default false;

    /**
     * The content of a file: in check mode, the module gets a {@link Content} whose bytes are unknown in place of what
     * only a real run can tell.
     */
    boolean content() default false;
}
