package jplay.tasks.modules.net;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A web server on the loopback. */
final class Server implements AutoCloseable {
    record Answer(int status, String body, Map<String, String> headers) {}

    private final HttpServer server;
    private final Map<String, CopyOnWriteArrayList<Answer>> answers = new ConcurrentHashMap<>();
    final CopyOnWriteArrayList<String> seen = new CopyOnWriteArrayList<>();

    Server() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    /** Answers are given in turn, the last one for ever. */
    Server on(String path, int status, String body, String... headers) {
        Map<String, String> map = new ConcurrentHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            map.put(headers[i], headers[i + 1]);
        }
        answers.computeIfAbsent(path, p -> new CopyOnWriteArrayList<>()).add(new Answer(status, body, map));
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().toString();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        StringBuilder line = new StringBuilder(exchange.getRequestMethod() + " " + path);
        new java.util.TreeMap<>(exchange.getRequestHeaders()).forEach((name, values) -> {
            if (name.startsWith("X-") || name.equals("Authorization") || name.equals("Content-type")) {
                line.append(' ').append(name).append('=').append(values.get(0));
            }
        });
        seen.add(line + (body.isEmpty() ? "" : " " + body));
        var list = answers.get(path);
        Answer answer = list == null ? new Answer(404, "no such page", Map.of()) : list.size() > 1 ? list.remove(0) : list.get(0);
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(answer.status(), head || answer.status() == 304 ? -1 : bytes.length);
        if (!head) {
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
