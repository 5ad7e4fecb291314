package jplay.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.runner.inventory.ShellWords;
import jplay.runner.source.Problem;

/** Lets the user edit a secret: in a directory of their own, which is shredded whatever happens. */
final class VaultEditor {
    private final String command;
    private final Map<String, String> environment;

    VaultEditor(String command, Map<String, String> environment) {
        this.command = command;
        this.environment = environment;
    }

    /** What the user makes of a content; {@code file} gives the copy its name, by which editors know its kind. */
    byte[] edit(Path file, byte[] content) {
        try {
            Path base = Path.of(environment.getOrDefault("TMPDIR", System.getProperty("java.io.tmpdir")));
            // Of mode 0700, so that what editors put beside the file is safe, too.
            Path directory = Files.createTempDirectory(base, "jplay-vault-");
            Thread hook = new Thread(() -> shred(directory), "shred");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                Path copy = directory.resolve(String.valueOf(file.getFileName()));
                ProtectedFile.write(copy, content);
                open(copy);
                return Files.readAllBytes(copy);
            } finally {
                shred(directory);
                Runtime.getRuntime().removeShutdownHook(hook);
            }
        } catch (IOException e) {
            throw Problem.of("vault-editor", "cannot edit " + file + ": " + Reasons.of(e), null).exception();
        }
    }

    private void open(Path copy) throws IOException {
        List<String> words = new ArrayList<>();
        try {
            ShellWords.split(command, false).forEach(word -> words.add(word.text()));
        } catch (ShellWords.Unclosed e) {
            throw new IOException("the editor '" + command + "': " + e.getMessage(), e);
        }
        words.add(copy.toString());
        Process editor;
        try {
            editor = new ProcessBuilder(words).inheritIO().start();
        } catch (IOException e) {
            throw new IOException("the editor '" + words.get(0) + "' cannot be started; set EDITOR to another one", e);
        }
        try {
            int exit = editor.waitFor();
            if (exit != 0) {
                throw new IOException("the editor '" + words.get(0) + "' ended with exit code " + exit + "; nothing was changed");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static void shred(Path directory) {
        try {
            if (Files.exists(directory)) {
                ProtectedFile.shred(directory);
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException("cannot remove " + directory + ", which holds a secret", e);
        }
    }
}
