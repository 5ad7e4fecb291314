package jplay.runner.connection.ssh;

import java.io.OutputStream;
import jplay.runner.connection.Pipe;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.SSHException;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.connection.channel.ChannelInputStream;
import net.schmizz.sshj.connection.channel.direct.SessionChannel;
import net.schmizz.sshj.transport.TransportException;
import org.jspecify.annotations.Nullable;

/**
 * A session channel whose outputs are handed on by the thread that reads the connection, instead of waiting in a buffer
 * for a thread each that comes for them.
 */
final class SshPipe implements Pipe {
    private final PushChannel channel;

    private SshPipe(PushChannel channel) {
        this.channel = channel;
    }

    static SshPipe open(Client client, String command, Sink sink) throws SSHException {
        PushChannel channel = new PushChannel(client, sink);
        channel.open();
        channel.start(command);
        return new SshPipe(channel);
    }

    @Override
    public OutputStream input() {
        return channel.getOutputStream();
    }

    @Override
    public @Nullable Integer exit() {
        return channel.getExitStatus();
    }

    @Override
    public void close() {
        channel.end();
    }

    private static final class PushChannel extends SessionChannel {
        private final Client client;
        private final Sink sink;
        private final byte[] buffer = new byte[1 << 15];
        private volatile @Nullable SSHException error;

        PushChannel(Client client, Sink sink) {
            super(client.getConnection());
            this.client = client;
            this.sink = sink;
        }

        /** The answer is not waited for: a round trip less, and if it is no, the channel closes. */
        void start(String command) throws TransportException {
            sendChannelRequest("exec", false, new Buffer.PlainBuffer().putString(command));
        }

        void end() {
            try {
                sendClose();
            } catch (SSHException e) {
                // The connection is gone, and the channel with it.
            }
        }

        @Override
        protected void receiveInto(ChannelInputStream stream, SSHPacket packet) throws SSHException {
            super.receiveInto(stream, packet);
            boolean out = stream == getInputStream();
            try {
                while (stream.available() > 0) {
                    int n = stream.read(buffer, 0, buffer.length);
                    if (out) {
                        sink.out(buffer, 0, n);
                    } else {
                        sink.err(buffer, 0, n);
                    }
                }
            } catch (java.io.IOException e) {
                throw new SSHException(e);
            }
        }

        @Override
        public void notifyError(SSHException why) {
            error = why;
            super.notifyError(why);
        }

        @Override
        protected void finishOff() {
            super.finishOff();
            SSHException why = error;
            sink.closed(why == null ? null : client.explain(why));
        }
    }
}
