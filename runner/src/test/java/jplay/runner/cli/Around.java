package jplay.runner.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** What fixtures meet: hosts that count who connects, a port where nobody listens, a web server. */
final class Around implements AutoCloseable {
    private static final String HOSTS = """
            [web]
            web1 ansible_host=127.0.0.1 ansible_port=@PORT@
            web2 ansible_host=127.0.0.1 ansible_port=@PORT@
            """;
    private final ServerSocket hosts = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger connections = new AtomicInteger();
    private final HttpServer web = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);

    Around() throws IOException {
        Thread.ofPlatform().daemon().start(this::count);
        web.createContext("/", exchange -> {
            byte[] body = ("the content of " + exchange.getRequestURI().getPath() + "\n").getBytes(StandardCharsets.UTF_8);
            boolean there = !exchange.getRequestURI().getPath().startsWith("/missing");
            exchange.sendResponseHeaders(there ? 200 : 404, exchange.getRequestMethod().equals("HEAD") ? -1 : body.length);
            if (!exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        web.start();
    }

    private void count() {
        while (!hosts.isClosed()) {
            try {
                hosts.accept().close();
                connections.incrementAndGet();
            } catch (IOException e) {
                // Closed: the test is over.
            }
        }
    }

    /** How many have connected to the hosts of an inventory that a fixture does not bring itself. */
    int connections() {
        return connections.get();
    }

    Fixture fixture(Path source, Path directory) throws IOException {
        if (!Files.exists(source.resolve("inventory"))) {
            Files.writeString(directory.resolve("inventory"), HOSTS.replace("@PORT@", Integer.toString(hosts.getLocalPort())));
        }
        return new Fixture(source, directory)
                .with("@PORT@", hosts.getLocalPort())
                .with("@CLOSED@", closedPort())
                .with("@HTTP@", "http://127.0.0.1:" + web.getAddress().getPort());
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        hosts.close();
        web.stop(0);
    }
}
