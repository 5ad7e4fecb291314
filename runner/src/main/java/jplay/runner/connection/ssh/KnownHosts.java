package jplay.runner.connection.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** {@code known_hosts} files: names in plain or hashed, several key types, revoked keys. */
final class KnownHosts {
    /** @param key in base64 */
    record Entry(Path file, int line, boolean revoked, String type, String key) {
        String where() {
            return file + ":" + line;
        }
    }

    private KnownHosts() {}

    /** The lines about one host, which is written {@code [name]:port} unless the port is 22. */
    static List<Entry> lookup(List<Path> files, String host) throws IOException {
        List<Entry> found = new ArrayList<>();
        for (Path file : files) {
            if (!Files.isReadable(file)) {
                continue;
            }
            int number = 0;
            for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
                number++;
                add(found, file, number, line.strip(), host);
            }
        }
        return found;
    }

    private static void add(List<Entry> found, Path file, int number, String line, String host) {
        List<String> words = new ArrayList<>(List.of(line.split("\\s+")));
        boolean revoked = words.getFirst().equals("@revoked");
        if (revoked) {
            words.removeFirst();
        }
        if (line.startsWith("#") || words.size() < 3 || words.getFirst().startsWith("@")) {
            return;
        }
        if (isAbout(words.get(0), host)) {
            found.add(new Entry(file, number, revoked, words.get(1), words.get(2)));
        }
    }

    private static boolean isAbout(String names, String host) {
        if (names.startsWith("|1|")) {
            return isHashOf(names, host);
        }
        boolean found = false;
        for (String pattern : names.split(",")) {
            if (pattern.startsWith("!") && SshConfig.matches(pattern.substring(1), host)) {
                return false;
            }
            found |= SshConfig.matches(pattern, host);
        }
        return found;
    }

    private static boolean isHashOf(String hashed, String host) {
        String[] parts = hashed.split("\\|");
        if (parts.length != 4) {
            return false;
        }
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(parts[2]), "HmacSHA1"));
            String own = Base64.getEncoder().encodeToString(mac.doFinal(host.getBytes(StandardCharsets.UTF_8)));
            return own.equals(parts[3]);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // A damaged line is about no host.
            return false;
        }
    }

    /** Writes a new line; several threads may do so at once. */
    static synchronized void append(Path file, String host, String type, String key) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        String before = Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
        boolean open = !before.isEmpty() && !before.endsWith("\n");
        Files.writeString(
                file,
                (open ? "\n" : "") + host + " " + type + " " + key + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
