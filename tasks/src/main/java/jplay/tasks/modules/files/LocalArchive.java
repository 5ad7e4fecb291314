package jplay.tasks.modules.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.read.ArchiveRead;
import jplay.tasks.read.Member;

/** Archives on the control machine: what is in them is read once in a run, for all hosts. */
final class LocalArchive {
    private record Key(Path path, long size, FileTime modified) {}

    private static final Map<Key, ArchiveRead.Contents> KNOWN = new ConcurrentHashMap<>();

    private LocalArchive() {}

    static ArchiveRead.Contents listing(Path archive) {
        try {
            Key key = new Key(archive, Files.size(archive), Files.getLastModifiedTime(archive));
            return KNOWN.computeIfAbsent(key, k -> read(archive));
        } catch (IOException e) {
            throw failure(archive, e);
        }
    }

    private static ModuleFailure failure(Path archive, IOException e) {
        return new ModuleFailure("cannot read the archive " + archive + ": " + e.getMessage());
    }

    private static ArchiveRead.Contents read(Path archive) {
        try {
            String kind = kind(archive);
            if (kind.equals("zip")) {
                return new ArchiveRead.Contents(kind, zip(archive));
            }
            try (InputStream in = open(archive, kind)) {
                return new ArchiveRead.Contents(kind, TarFile.members(in));
            }
        } catch (IOException e) {
            throw failure(archive, e);
        }
    }

    private static String kind(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            String magic = HexFormat.of().formatHex(in.readNBytes(6));
            for (String[] known : new String[][] {
                {"1f8b", "gz"}, {"425a68", "bz2"}, {"fd377a585a", "xz"}, {"28b52ffd", "zst"}, {"504b03", "zip"}, {"504b05", "zip"}
            }) {
                if (magic.startsWith(known[0])) {
                    return known[1];
                }
            }
            return "tar";
        }
    }

    private static InputStream open(Path archive, String kind) throws IOException {
        InputStream file = new BufferedInputStream(Files.newInputStream(archive), 1 << 16);
        return switch (kind) {
            case "tar" -> file;
            case "gz" -> new BufferedInputStream(new GZIPInputStream(file, 1 << 16), 1 << 16);
            default -> {
                file.close();
                yield piped(archive, kind);
            }
        };
    }

    private static InputStream piped(Path archive, String kind) throws IOException {
        String tool = switch (kind) {
            case "bz2" -> "bzip2";
            case "xz" -> "xz";
            default -> "zstd";
        };
        try {
            Process process = new ProcessBuilder(tool, "-dc")
                    .redirectInput(archive.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new BufferedInputStream(process.getInputStream(), 1 << 16);
        } catch (IOException e) {
            throw new IOException("it takes '" + tool + "' on the control machine, which is not installed", e);
        }
    }

    private static List<Member> zip(Path archive) throws IOException {
        List<Member> members = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (Enumeration<? extends ZipEntry> all = zip.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                byte[] bytes;
                try (InputStream in = zip.getInputStream(entry)) {
                    bytes = in.readAllBytes();
                }
                members.add(new Member(
                        entry.getName().replaceFirst("/+$", ""),
                        entry.isDirectory() ? Member.Kind.DIRECTORY : Member.Kind.FILE,
                        -1, null, null, -1, -1, entry.getSize(), -1, null, Content.of(bytes).digest("SHA-1")));
            }
        }
        return members;
    }
}
