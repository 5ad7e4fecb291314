package jplay.tasks.contract;

/** A result, or a part of one, that tells of something an effect is yet to make: what it leaves out is not known. */
public interface Foretold {

    /** Whether it is yet to be made. */
    boolean foretold();
}
