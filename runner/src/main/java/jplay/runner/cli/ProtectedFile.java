package jplay.runner.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import jplay.runner.source.Problem;

/** Files that hold secrets: written for the user alone, replaced as a whole, overwritten before they are removed. */
final class ProtectedFile {
    private static final String PRIVATE = "rw-------";
    private static final int CHUNK = 64 * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private ProtectedFile() {}

    /** Writes a file that is not there yet, and the directories above it. */
    static void create(Path file, byte[] content) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            write(file, content);
        } catch (IOException e) {
            throw cannotWrite(file, e);
        }
    }

    /**
     * Puts another content in a file's place: a cut leaves the old one or the new one.
     *
     * @param keepsAttributes whether it keeps its mode and owner; otherwise it is for the user alone
     */
    static void replace(Path named, byte[] content, boolean keepsAttributes) {
        try {
            Path file = named.toRealPath();
            Path beside = file.resolveSibling("." + file.getFileName() + "." + Long.toHexString(RANDOM.nextLong()));
            // Other names of the same file would lose their content, too.
            boolean alone = Integer.valueOf(1).equals(Files.getAttribute(file, "unix:nlink"));
            try (FileChannel old = FileChannel.open(file, StandardOpenOption.WRITE)) {
                write(beside, content);
                if (keepsAttributes) {
                    copyAttributes(file, beside);
                }
                Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
                if (alone) {
                    overwrite(old);
                }
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw cannotWrite(named, e);
        }
    }

    static void write(Path file, byte[] content) throws IOException {
        Set<StandardOpenOption> fresh = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel out = FileChannel.open(file, fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(PRIVATE)))) {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        }
    }

    private static void copyAttributes(Path from, Path to) throws IOException {
        PosixFileAttributes attributes = Files.readAttributes(from, PosixFileAttributes.class);
        PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
        if (!attributes.owner().equals(Files.getOwner(to))) {
            view.setOwner(attributes.owner());
        }
        if (!attributes.group().equals(Files.readAttributes(to, PosixFileAttributes.class).group())) {
            view.setGroup(attributes.group());
        }
        view.setPermissions(attributes.permissions());
    }

    /** Overwrites and removes all files of a directory, then itself. */
    static void shred(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                    try (FileChannel out = FileChannel.open(path, StandardOpenOption.WRITE)) {
                        overwrite(out);
                    }
                }
                Files.delete(path);
            }
        }
    }

    private static void overwrite(FileChannel out) throws IOException {
        byte[] noise = new byte[CHUNK];
        long size = out.size();
        for (long at = 0; at < size; at += CHUNK) {
            RANDOM.nextBytes(noise);
            out.write(ByteBuffer.wrap(noise, 0, (int) Math.min(CHUNK, size - at)), at);
        }
        out.force(true);
    }

    private static RuntimeException cannotWrite(Path file, IOException e) {
        return Problem.of("vault-file", "cannot write " + file + ": " + Reasons.of(e), null).exception();
    }
}
