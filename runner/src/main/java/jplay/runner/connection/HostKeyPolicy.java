package jplay.runner.connection;

/** What happens when a host shows a key. A key that differs from the known one is refused under all of them. */
public enum HostKeyPolicy {
    /** The key must be in known_hosts. */
    CHECK,
    /** A host that is not in known_hosts is written there. */
    ACCEPT_NEW,
    /** Any key of a host that is not in known_hosts is taken, and nothing is written. */
    OFF
}
