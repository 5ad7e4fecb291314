package jplay.runner.roles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Programs of the control machine. */
final class Program {
    private Program() {}

    /** What a program prints; a {@link RoleFailure} has the last line of what it said where it fails. */
    static String run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command).start();
            process.getOutputStream().close();
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            String out = text(process.getInputStream());
            if (process.waitFor() != 0) {
                String last = errors.join().strip();
                throw new RoleFailure(command.get(0) + ": " + last.substring(last.lastIndexOf('\n') + 1));
            }
            return out;
        } catch (IOException e) {
            throw new RoleFailure("'" + command.get(0) + "' cannot be started; install it", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RoleFailure("interrupted", e);
        }
    }

    private static String text(java.io.InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
