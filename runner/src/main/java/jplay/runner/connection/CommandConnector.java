package jplay.runner.connection;

import java.util.List;

/** What a program of the control machine leads into: a container, a pod, another root directory. */
public final class CommandConnector implements Connector {
    private final String prelude;

    /** @param prelude shell functions that every request may call */
    public CommandConnector(String prelude) {
        this.prelude = prelude;
    }

    @Override
    public Connection open(Target target) {
        List<String> command = target.command();
        return new PooledConnection(target, new LocalOpener(target.name(), command.toArray(String[]::new)), prelude);
    }

    @Override
    public void close() {}
}
