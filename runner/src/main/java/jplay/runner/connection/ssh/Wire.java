package jplay.runner.connection.ssh;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.time.Duration;
import jdk.net.ExtendedSocketOptions;

/**
 * The two streams that SSH speaks over, connected already, as the socket that SSHJ wants: a socket of the network or a
 * channel of another connection. It knows when something came in last.
 */
final class Wire extends Socket {
    private final InputStream in;
    private final OutputStream out;
    private final Closeable under;
    private final int remotePort;
    private volatile long lastRead = System.nanoTime();

    Wire(InputStream in, OutputStream out, Closeable under, int remotePort) {
        this.in = new FilterInputStream(in) {
            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                int n = super.read(bytes, offset, length);
                lastRead = System.nanoTime();
                return n;
            }
        };
        this.out = out;
        this.under = under;
        this.remotePort = remotePort;
    }

    /** Over the network. The delay that TCP makes by default costs 40 ms a request. */
    static Wire tcp(String address, int port, Duration timeout) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            socket.connect(new InetSocketAddress(address, port), Math.toIntExact(timeout.toMillis()));
            return new Wire(new Acknowledged(socket), socket.getOutputStream(), socket, port);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    /**
     * Acknowledges at once what comes in at first. Until a session has begun, sshd leaves Nagle's algorithm on: each of
     * its answers then waits for our acknowledgement of the one before, which Linux would put off for 40 ms.
     */
    private static final class Acknowledged extends FilterInputStream {
        private static final int READS = 64;

        private final Socket socket;
        private int left = READS;

        Acknowledged(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
            if (!socket.supportedOptions().contains(ExtendedSocketOptions.TCP_QUICKACK)) {
                left = 0;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left > 0) {
                left--;
                socket.setOption(ExtendedSocketOptions.TCP_QUICKACK, true);
            }
            return super.read(bytes, offset, length);
        }
    }

    Duration silence() {
        return Duration.ofNanos(System.nanoTime() - lastRead);
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) {
        // Connected already.
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public void setSoTimeout(int timeout) {
        // Silence is watched over by Liveness.
    }

    @Override
    public InetAddress getInetAddress() {
        return InetAddress.getLoopbackAddress();
    }

    @Override
    public int getPort() {
        return remotePort;
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    @Override
    public void close() throws IOException {
        under.close();
    }
}
