package jplay.tasks.contract;

/** What is known of a host: the answers to the reads that a module asked for. */
public interface HostState {

    /** The answer to a read. A read that was never asked is Unknown; ask for it with {@link Plan.More}. */
    <A> Answer<A> get(Read<A> read);

    /** Whether this read was asked and answered. */
    boolean has(Read<?> read);
}
