package jplay.runner.connection;

/** Opens connections. Thread safe. */
public interface Connector extends AutoCloseable {
    /** Connects and logs in; blocks until that is done. */
    Connection open(Target target) throws ConnectionException;

    /** Ends what the connections share. */
    @Override
    void close();
}
