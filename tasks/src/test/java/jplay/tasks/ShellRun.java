package jplay.tasks;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import jplay.tasks.modules.Ignored;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.ShellLibrary;

/**
 * Runs reads and effects as the engine does, in a shell of this machine: {@code BUSYBOX} finds nothing but busybox's own
 * applets. A test of a shell that is not installed is skipped.
 */
public enum ShellRun {
    DASH("dash"),
    BASH("bash"),
    BUSYBOX("busybox");

    private static final Map<String, Path> APPLETS = new ConcurrentHashMap<>();
    private final String command;

    ShellRun(String command) {
        this.command = command;
    }

    /** The answer to a read. */
    public <A> Answer<A> ask(Read<A> read) {
        return read.parse(run(read.script()));
    }

    /** The answer to a read after some effects were predicted. */
    public <A> Answer<A> ask(Read<A> read, Pending pending) {
        return read.overlay(pending, ask(read));
    }

    /** Applies an effect, its upload beside the place where it goes. */
    public Output apply(Effect effect) {
        if (effect.upload().isEmpty()) {
            return run(effect.script());
        }
        Effect.Upload upload = effect.upload().get();
        Path near = Path.of(upload.near());
        Path temporary = near.resolveSibling("." + near.getFileName() + ".jplay-" + ProcessHandle.current().pid() + "-test");
        try (InputStream in = upload.content().open()) {
            Files.copy(in, temporary);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return run("JPLAY_UPLOAD='" + temporary + "'\n" + effect.script());
    }

    /** Runs shell text after the library, in a subshell with nothing to read. */
    public Output run(String script) {
        Path found = find(command);
        assumeTrue(found != null, command + " is not installed");
        List<String> shell = this == BUSYBOX ? List.of(found.toString(), "sh") : List.of(found.toString());
        try {
            Path file = Files.createTempFile("jplay-test", ".sh");
            Path err = Files.createTempFile("jplay-test", ".err");
            try {
                Files.writeString(file, ShellLibrary.text() + "\n(\n" + script + "\n) </dev/null\n");
                List<String> words = new ArrayList<>(shell);
                words.add(file.toString());
                ProcessBuilder builder = new ProcessBuilder(words).redirectError(err.toFile());
                builder.environment().put("LC_ALL", "C");
                if (this == BUSYBOX) {
                    builder.environment().put("PATH", applets(found).toString());
                }
                Process process = Ignored.limited(builder.start());
                process.getOutputStream().close();
                byte[] out = process.getInputStream().readAllBytes();
                if (!process.waitFor(60, TimeUnit.SECONDS)) {
                    process.destroyForcibly();
                    throw new AssertionError("still running: " + script);
                }
                return new Output(process.exitValue(), out, Files.readAllBytes(err));
            } finally {
                Files.delete(file);
                Files.delete(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static Path applets(Path busybox) {
        return APPLETS.computeIfAbsent(busybox.toString(), b -> {
            try {
                Path dir = Files.createTempDirectory("jplay-busybox");
                new ProcessBuilder(b, "--install", "-s", dir.toString()).start().waitFor();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(dir)));
                return dir;
            } catch (IOException | InterruptedException e) {
                throw new AssertionError(e);
            }
        });
    }

    private static void delete(Path dir) {
        try (var files = Files.list(dir)) {
            files.forEach(file -> file.toFile().delete());
            Files.delete(dir);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path find(String command) {
        for (String dir : System.getenv("PATH").split(":")) {
            Path file = Path.of(dir, command);
            if (Files.isExecutable(file)) {
                return file;
            }
        }
        return null;
    }
}
