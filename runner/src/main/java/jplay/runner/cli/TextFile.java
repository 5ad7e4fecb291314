package jplay.runner.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A file that is written as a whole. */
record TextFile(Path path) implements Consumer<String> {
    @Override
    public void accept(String text) {
        try {
            if (path.toAbsolutePath().getParent() != null) {
                Files.createDirectories(path.toAbsolutePath().getParent());
            }
            Files.writeString(path, text);
        } catch (IOException e) {
            throw new UsageException("cannot write " + path + ": "
                    + (e instanceof java.nio.file.AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage())));
        }
    }
}
