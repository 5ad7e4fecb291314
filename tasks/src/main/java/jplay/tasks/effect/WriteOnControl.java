package jplay.tasks.effect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.ControlEffect;
import jplay.tasks.contract.Pending;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;

/** Writes a file on the control machine, whole or not at all, and the directories that it needs. */
public record WriteOnControl(Path path, List<byte[]> parts) implements ControlEffect {

    @Override
    public void applyOnControl() throws IOException {
        Path directory = Objects.requireNonNullElse(path.toAbsolutePath().getParent(), path.getRoot());
        Files.createDirectories(directory);
        Path beside = directory.resolve("." + path.getFileName() + ".jplay-" + ProcessHandle.current().pid());
        try {
            try (OutputStream out = Files.newOutputStream(beside)) {
                for (byte[] part : parts) {
                    out.write(part);
                }
            }
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    @Override
    public void predict(Pending pending) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        FileState file = FileState.predicted(FileState.Kind.FILE, 0644).withContent(Content.of(all.toByteArray()));
        pending.put(FilePaths.subject(path.toAbsolutePath().normalize().toString()), Answer.known(file));
    }

    @Override
    public String describe() {
        return "write " + path + " on the control machine";
    }
}
