package jplay.runner.connection.ssh;

import static jplay.runner.connection.ConnectionException.Kind.LOST;

import java.io.IOException;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Pipe;
import net.schmizz.sshj.connection.channel.OpenFailException;

/** The channels of one SSH connection. */
final class SshOpener implements Pipe.Opener {
    private final String host;
    private final Client client;
    private final Liveness liveness;

    SshOpener(String host, Client client, Liveness liveness) {
        this.host = host;
        this.client = client;
        this.liveness = liveness;
    }

    /** sshd's MaxSessions is 10; one is left for a channel that is on its way out. */
    @Override
    public int limit() {
        return 9;
    }

    @Override
    public Pipe open(String command, Pipe.Sink sink) throws ConnectionException {
        try {
            return SshPipe.open(client, command, sink);
        } catch (OpenFailException e) {
            throw new ConnectionException(
                    LOST, host + ": sshd opens no further channel (" + e.getMessage() + "); see its MaxSessions", e);
        } catch (IOException e) {
            throw new ConnectionException(
                    LOST, host + ": connection lost: " + client.explain(e).getMessage(), e);
        }
    }

    @Override
    public boolean alive() {
        return client.getTransport().isRunning();
    }

    @Override
    public void close() {
        liveness.forget(client);
        try {
            client.disconnect();
        } catch (IOException e) {
            client.cut("closed");
        }
    }
}
