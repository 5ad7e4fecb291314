package jplay.runner.connection.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.SSHClient;
import org.jspecify.annotations.Nullable;

/** SSHJ's client on a wire of our own. */
final class Client extends SSHClient {
    private final Wire wire;
    private volatile @Nullable String verdict;

    Client(Config config, Wire wire) {
        super(config);
        this.wire = wire;
        setSocketFactory(new Ready(wire));
    }

    Wire wire() {
        return wire;
    }

    /** Closes the wire, and has those who wait for the connection told why. */
    void cut(String why) {
        verdict = why;
        try {
            wire.close();
        } catch (IOException e) {
            // Closed is what it was to be.
        }
    }

    /** In words for the user. */
    IOException explain(IOException error) {
        String why = verdict;
        if (why != null) {
            return new IOException(why, error);
        }
        String message = String.valueOf(error.getMessage());
        if (message.contains("encountered EOF")
                || message.contains("Connection reset")
                || message.contains("Broken pipe")) {
            return new IOException("the host closed it", error);
        }
        return error;
    }

    /** The name of a host behind another may mean nothing here. */
    @Override
    protected InetSocketAddress makeInetSocketAddress(String host, int port) {
        return InetSocketAddress.createUnresolved(host, port);
    }

    private static final class Ready extends SocketFactory {
        private final Wire wire;

        Ready(Wire wire) {
            this.wire = wire;
        }

        @Override
        public Socket createSocket() {
            return wire;
        }

        @Override
        public Socket createSocket(String host, int port) {
            return wire;
        }

        @Override
        public Socket createSocket(String host, int port, java.net.InetAddress local, int localPort) {
            return wire;
        }

        @Override
        public Socket createSocket(java.net.InetAddress host, int port) {
            return wire;
        }

        @Override
        public Socket createSocket(java.net.InetAddress host, int port, java.net.InetAddress local, int localPort) {
            return wire;
        }
    }
}
