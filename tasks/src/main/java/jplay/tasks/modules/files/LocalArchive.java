package jplay.tasks.modules.files;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.zip.ZipInputStream;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.read.ArchiveRead;
import jplay.tasks.read.Member;

/** Archives on the control machine: what is in them is read once in a run, for all hosts. */
final class LocalArchive {
    private record Key(Path path, long size, FileTime modified, boolean plain) {}

    private static final Map<Key, ArchiveRead.Contents> KNOWN = new ConcurrentHashMap<>();

    private LocalArchive() {}

    /** What is in an archive; {@code content} is the file's own, or what is encrypted in it. */
    static ArchiveRead.Contents listing(Path archive, Content content) {
        try {
            boolean plain = content.equals(Content.of(archive));
            Key key = new Key(archive, Files.size(archive), Files.getLastModifiedTime(archive), plain);
            return KNOWN.computeIfAbsent(key, k -> read(archive, content, plain));
        } catch (IOException e) {
            throw failure(archive, e);
        }
    }

    private static ModuleFailure failure(Path archive, IOException e) {
        return new ModuleFailure("cannot read the archive " + archive + ": " + e.getMessage());
    }

    private static ArchiveRead.Contents read(Path archive, Content content, boolean plain) {
        try {
            String kind = kind(content);
            if (kind.equals("zip")) {
                return new ArchiveRead.Contents(kind, plain ? zip(archive) : zip(content));
            }
            try (InputStream in = open(content, kind)) {
                return new ArchiveRead.Contents(kind, TarFile.members(in));
            }
        } catch (IOException e) {
            throw failure(archive, e);
        }
    }

    private static String kind(Content archive) throws IOException {
        try (InputStream in = archive.open()) {
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

    private static InputStream open(Content archive, String kind) throws IOException {
        InputStream file = new BufferedInputStream(archive.open(), 1 << 16);
        return switch (kind) {
            case "tar" -> file;
            case "gz" -> new BufferedInputStream(new GZIPInputStream(file, 1 << 16), 1 << 16);
            default -> piped(file, kind);
        };
    }

    private static InputStream piped(InputStream archive, String kind) throws IOException {
        String tool = switch (kind) {
            case "bz2" -> "bzip2";
            case "xz" -> "xz";
            default -> "zstd";
        };
        try {
            Process process = new ProcessBuilder(tool, "-dc").redirectError(ProcessBuilder.Redirect.DISCARD).start();
            Thread.ofPlatform().daemon().start(() -> feed(archive, process.getOutputStream()));
            return new BufferedInputStream(process.getInputStream(), 1 << 16);
        } catch (IOException e) {
            throw new IOException("it takes '" + tool + "' on the control machine, which is not installed", e);
        }
    }

    private static void feed(InputStream archive, OutputStream tool) {
        try (archive; tool) {
            archive.transferTo(tool);
        } catch (IOException e) {
            // The tool has seen enough, or says what is wrong by what it prints.
        }
    }

    private static List<Member> zip(Content archive) throws IOException {
        List<Member> members = new ArrayList<>();
        try (ZipInputStream zip = new ZipInputStream(archive.open())) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                members.add(member(entry, zip.readAllBytes()));
            }
        }
        return members;
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
                members.add(member(entry, bytes));
            }
        }
        return members;
    }

    private static Member member(ZipEntry entry, byte[] bytes) {
        return new Member(
                entry.getName().replaceFirst("/+$", ""), entry.isDirectory() ? Member.Kind.DIRECTORY : Member.Kind.FILE,
                -1, null, null, -1, -1, bytes.length, -1, null, Content.of(bytes).digest("SHA-1"));
    }
}
