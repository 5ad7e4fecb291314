package jplay.tasks.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Names and documents a module. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Module {
    /** The short name: {@code copy}. */
    String name();

    /** The collection of the full name: {@code ansible.builtin}. */
    String collection() default "ansible.builtin";

    /** Other names, short or full: {@code community.crypto.x509_certificate}. */
    String[] aliases() default {};

    /** One sentence: what it does. */
    String summary();

    /** Commands that must be on the target beyond sh and coreutils: {@code tar}, {@code systemctl}. */
    String[] needs() default {};

    /** Runs on the control machine alone: no connection is opened for it ({@code debug}, {@code set_fact}). */
    boolean controlOnly() default false;

    /**
     * Runs on the control machine, or on the host that the task is delegated to, and gets from there to the task's own
     * host by itself, as {@link Control#route} says; nobody else is become where it runs, unless that is the host itself.
     */
    boolean reachesOut() default false;

    /** Whether it can change anything; false for what only looks, says or waits. */
    boolean changes() default true;

    /** Accepts parameters of any name, as {@code set_fact} does; they reach the component marked {@link Param#rest()}. */
    boolean anyParameter() default false;

    /** A task as the documentation prints it, in YAML. A test runs it. */
    String example() default "";
}
