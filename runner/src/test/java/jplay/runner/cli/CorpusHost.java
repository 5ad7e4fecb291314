package jplay.runner.cli;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import jplay.runner.rehearse.HostListing;
import jplay.runner.rehearse.Outcomes;

/** A host that playbooks of the corpus may change at will, and a directory on this machine that they may, too. */
final class CorpusHost implements AutoCloseable {
    private final String address;
    private final int port;
    private final String key;
    private final Path corpus;
    private final Path directory;
    private final Path inventory;
    private final HttpServer files;
    private final ExecutorService threads = Executors.newCachedThreadPool();

    CorpusHost(String place, String key, Path corpus, Path directory) throws IOException {
        int colon = place.indexOf(':');
        this.address = colon < 0 ? place : place.substring(0, colon);
        this.port = colon < 0 ? 22 : Integer.parseInt(place.substring(colon + 1));
        this.key = key;
        this.corpus = corpus.toAbsolutePath();
        this.directory = directory.toRealPath();
        this.files = serve();
        this.inventory = Files.writeString(this.directory.resolve("inventory"), """
                host ansible_host=%s ansible_port=%d ansible_user=root ansible_ssh_private_key_file=%s
                control ansible_connection=local
                [all:vars]
                control=%s
                mirror=http://%s:%d
                """.formatted(address, port, key, Files.createDirectory(this.directory.resolve("control")),
                files.getAddress().getAddress().getHostAddress(), files.getAddress().getPort()));
    }

    /** Serves the corpus's files where the host reaches them. */
    private HttpServer serve() throws IOException {
        HttpServer server;
        try (Socket socket = new Socket(address, port)) {
            server = HttpServer.create(new InetSocketAddress(socket.getLocalAddress(), 0), 0);
        }
        server.createContext("/", exchange -> {
            Path file = corpus.resolve("files").resolve(Path.of(exchange.getRequestURI().getPath()).getFileName());
            boolean there = Files.isRegularFile(file);
            byte[] content = there ? Files.readAllBytes(file) : new byte[0];
            boolean head = exchange.getRequestMethod().equals("HEAD");
            if (head) {
                exchange.getResponseHeaders().set("Content-Length", String.valueOf(content.length));
            }
            exchange.sendResponseHeaders(there ? 200 : 404, head || content.length == 0 ? -1 : content.length);
            if (!head && content.length > 0) {
                exchange.getResponseBody().write(content);
            }
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
        return server;
    }

    URI mirror() {
        return URI.create("http://" + files.getAddress().getHostString() + ":" + files.getAddress().getPort());
    }

    /** What a run of a playbook came to, and what it said. */
    record Run(int exit, Outcomes outcomes, String said) {}

    Run play(Path playbook, String... options) {
        Outcomes outcomes = new Outcomes();
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(said, false, StandardCharsets.UTF_8);
        Terminal terminal = new Terminal(out, out, false, 120, Map.of("HOME", directory.toString(), "PATH", System.getenv("PATH"),
                "ANSIBLE_HOST_KEY_CHECKING", "False"));
        Main main = new Main(terminal, "jplay", directory, () -> new Overheard(new EngineBackend(), outcomes), Prompt.terminal());
        List<String> arguments = new java.util.ArrayList<>(List.of(playbook.toAbsolutePath().toString(), "-i", inventory.toString(), "--diff"));
        arguments.addAll(List.of(options));
        int exit = main.run(arguments);
        return new Run(exit, outcomes, said.toString(StandardCharsets.UTF_8));
    }

    HostListing listing() throws IOException {
        return HostListing.parse(shell(HostListing.script()));
    }

    HostListing controlListing() throws IOException {
        return HostListing.parse(run(List.of("sh", "-c", "cd \"$1\" && find . -exec stat -c '%a %u:%g %F\t%n' {} + && find . -type f -exec cksum {} + | tr ' ' '\t'",
                "sh", directory.resolve("control").toString()), ""));
    }

    /** Runs a script on the host; its output. */
    String shell(String script) throws IOException {
        return run(List.of("ssh", "-q", "-i", key, "-p", String.valueOf(port), "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
                "-o", "UserKnownHostsFile=/dev/null", "root@" + address, "sh -s"), script);
    }

    private String run(List<String> command, String input) throws IOException {
        Path from = Files.writeString(directory.resolve("input"), input);
        Process process = new ProcessBuilder(command).redirectInput(from.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(command + " ended with " + process.exitValue() + "\n" + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }

    @Override
    public void close() {
        files.stop(0);
        threads.shutdownNow();
    }
}
