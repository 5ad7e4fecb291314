package jplay.runner.cli;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Writes the jar anew for the launcher: stored as it is, so that no class has to be unpacked, and with classes from Java
 * 5's days (picocli's) said to be of Java 6, since older ones are left out of the JVM's archive. What changed from 5 to 6
 * is how a class may be verified; one without the new tables is verified in the old way.
 */
public final class Repack {
    private static final int JAVA_6 = 50;

    private Repack() {}

    public static void main(String[] arguments) throws IOException {
        repack(Path.of(arguments[0]), Path.of(arguments[1]));
    }

    static void repack(Path from, Path to) throws IOException {
        try (ZipFile in = new ZipFile(from.toFile());
                OutputStream file = new BufferedOutputStream(Files.newOutputStream(to));
                ZipOutputStream out = new ZipOutputStream(file)) {
            out.setMethod(ZipOutputStream.STORED);
            for (ZipEntry entry : Collections.list(in.entries())) {
                try (InputStream content = in.getInputStream(entry)) {
                    put(out, entry, content.readAllBytes());
                }
            }
        }
    }

    private static void put(ZipOutputStream out, ZipEntry entry, byte[] bytes) throws IOException {
        if (entry.getName().endsWith(".class") && bytes[6] == 0 && bytes[7] < JAVA_6) {
            bytes[7] = JAVA_6;
        }
        ZipEntry stored = new ZipEntry(entry.getName());
        stored.setTime(entry.getTime());
        stored.setSize(bytes.length);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        stored.setCrc(sum.getValue());
        out.putNextEntry(stored);
        out.write(bytes);
        out.closeEntry();
    }
}
