package jplay.runner.connection;

/** The control machine itself, through the same persistent shell as any host. */
public final class LocalConnector implements Connector {
    private final String prelude;

    /** @param prelude shell functions that every request may call */
    public LocalConnector(String prelude) {
        this.prelude = prelude;
    }

    @Override
    public Connection open(Target target) {
        return new PooledConnection(target, new LocalOpener(target.name(), "/bin/sh"), prelude);
    }

    @Override
    public void close() {}
}
