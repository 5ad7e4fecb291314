package jplay.runner.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * This machine's sshd, where it has one, for the training run: as this user, with keys of its own, for one connection to a
 * port of the loopback interface. It logs nothing and is gone when the connection ends.
 */
final class OwnSshd implements AutoCloseable {
    private static final List<String> PLACES = List.of("/usr/sbin/sshd", "/usr/local/sbin/sshd", "/opt/homebrew/sbin/sshd");
    private static final int SECONDS = 10;
    private final ServerSocket port;
    private final Path directory;

    private OwnSshd(ServerSocket port, Path directory) {
        this.port = port;
        this.directory = directory;
    }

    /** Waits for a connection; null where there is no sshd. Its files are in {@code directory}. */
    static @Nullable OwnSshd start(Path directory) {
        @Nullable String program = PLACES.stream().filter(place -> Files.isExecutable(Path.of(place))).findFirst().orElse(null);
        try {
            if (program == null || !key(directory.resolve("host")) || !key(directory.resolve("user"))) {
                return null;
            }
            Path settings = Files.writeString(directory.resolve("sshd_config"), """
                    HostKey %1$s/host
                    AuthorizedKeysFile %1$s/user.pub
                    StrictModes no
                    UsePAM no
                    PermitRootLogin yes
                    PidFile none
                    LogLevel QUIET
                    """.formatted(directory));
            OwnSshd sshd = new OwnSshd(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()), directory);
            daemon(() -> sshd.serve(List.of(program, "-i", "-f", settings.toString())));
            return sshd;
        } catch (IOException e) {
            return null;
        }
    }

    private static boolean key(Path file) throws IOException {
        Process keygen = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        try {
            return keygen.waitFor(SECONDS, TimeUnit.SECONDS) && keygen.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void serve(List<String> command) {
        try (Socket client = port.accept()) {
            Process sshd = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            daemon(() -> pass(client, sshd));
            sshd.getInputStream().transferTo(client.getOutputStream());
            sshd.destroy();
        } catch (IOException e) {
            // Then nobody wants it any more.
        }
    }

    private static void pass(Socket client, Process sshd) {
        byte[] bytes = new byte[1 << 16];
        try (InputStream from = client.getInputStream(); OutputStream to = sshd.getOutputStream()) {
            for (int count = from.read(bytes); count >= 0; count = from.read(bytes)) {
                to.write(bytes, 0, count);
                to.flush();
            }
        } catch (IOException e) {
            // Likewise.
        }
    }

    private static void daemon(Runnable work) {
        Thread.ofPlatform().daemon().name("own sshd").start(work);
    }

    /** How jplay gets to it. */
    List<String> arguments() {
        return List.of("-i", "localhost,", "-e", """
                {"ansible_connection": "ssh", "ansible_host": "127.0.0.1", "ansible_port": %d, "ansible_ssh_private_key_file": "%s", \
                "ansible_ssh_common_args": "-o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"}\
                """.formatted(port.getLocalPort(), directory.resolve("user")));
    }

    @Override
    public void close() throws IOException {
        port.close();
    }
}
