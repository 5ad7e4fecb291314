package jplay.tasks.contract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Bytes that are to stand in a file: opened as a stream as often as wanted, so that a large file never has to fit in
 * memory.
 */
public interface Content {

    /** Opens the bytes from their beginning. The caller closes the stream. */
    InputStream open() throws IOException;

    /** The number of bytes. */
    long size();

    /** Text as UTF-8. */
    static Content of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes that are in memory already; not copied, so the caller must not change them any more. */
    static Content of(byte[] bytes) {
        return new Bytes(bytes);
    }

    /** In check mode: bytes that only a real run can tell. */
    static Content unknown(String why) {
        return new NotYet(why);
    }

    /** Bytes that chance has a part in, such as a key's: deciding once more comes to others. */
    static Content byChance(Content content) {
        return new Chance(content);
    }

    /** Whether chance has a part in them; a kept plan takes one such content for the other. */
    default boolean isByChance() {
        return this instanceof Chance;
    }

    /** Whether only a real run can tell them; then they cannot be opened, and their digest is no other's. */
    default boolean isUnknown() {
        return this instanceof NotYet;
    }

    /** A file on the control machine, read when opened. */
    static Content of(Path file) {
        return new LocalFile(file);
    }

    /** The digest of the bytes in lower-case hex; {@code algorithm} is a name of the JDK's: {@code SHA-1}, {@code SHA-256}. */
    default String digest(String algorithm) {
        try (InputStream in = open()) {
            MessageDigest digest = MessageDigest.getInstance(algorithm);
            byte[] buffer = new byte[65536];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no such digest: " + algorithm, e);
        }
    }

    /** All bytes; for small content only. */
    default byte[] bytes() {
        try (InputStream in = open()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All bytes as UTF-8 text; for small content only. */
    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** What is not known before a real run. */
    record NotYet(String why) implements Content {
        @Override
        public InputStream open() {
            throw new NotKnownYet(why);
        }

        @Override
        public long size() {
            return 0;
        }

        @Override
        public String digest(String algorithm) {
            return "unknown";
        }
    }

    /** What another run would make otherwise. */
    record Chance(Content content) implements Content {
        @Override
        public InputStream open() throws IOException {
            return content.open();
        }

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public byte[] bytes() {
            return content.bytes();
        }
    }

    /** Content in memory. */
    record Bytes(byte[] array) implements Content {
        @Override
        public InputStream open() {
            return new ByteArrayInputStream(array);
        }

        @Override
        public long size() {
            return array.length;
        }

        @Override
        public byte[] bytes() {
            return array;
        }

        @Override
        public String toString() {
            return "Bytes[" + array.length + "]";
        }
    }

    /** A file on the control machine. */
    record LocalFile(Path path) implements Content {
        private record Digested(Path path, String algorithm, long size, FileTime modified) {}

        private static final Map<Digested, String> DIGESTS = new ConcurrentHashMap<>();

        /** Remembered for the run: one file goes to many hosts. */
        @Override
        public String digest(String algorithm) {
            try {
                Digested key = new Digested(path, algorithm, size(), Files.getLastModifiedTime(path));
                return DIGESTS.computeIfAbsent(key, k -> Content.super.digest(algorithm));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputStream open() throws IOException {
            return Files.newInputStream(path);
        }

        @Override
        public long size() {
            try {
                return Files.size(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
