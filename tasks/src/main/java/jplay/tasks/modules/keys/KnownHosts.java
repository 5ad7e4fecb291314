package jplay.tasks.modules.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import jplay.tasks.contract.ModuleFailure;
import org.jspecify.annotations.Nullable;

/** A file of the keys of hosts. */
final class KnownHosts {
    private static final String HASHED = "|1|";
    private final List<String> lines;
    private final String before;
    private final KnownHostsModule.Params p;

    /** A line: {@code @marker}, names, kind and key. */
    private record Entry(String marker, String names, String type, String key) {
        static @Nullable Entry parse(String line) {
            List<String> words = new ArrayList<>(Arrays.asList(line.strip().split("\\s+")));
            String marker = words.get(0).startsWith("@") ? words.remove(0) : "";
            return words.size() < 3 || words.get(0).startsWith("#") ? null : new Entry(marker, words.get(0), words.get(1), words.get(2));
        }

        boolean isFor(String host) {
            if (names.startsWith(HASHED)) {
                String[] parts = names.split("\\|");
                return parts.length == 4 && hash(host, Base64.getDecoder().decode(parts[2])).equals(names);
            }
            return Arrays.asList(names.split(",")).contains(host);
        }

        /** Hashes of one name differ, and are the same all the same. */
        boolean says(Entry other) {
            boolean hashed = names.startsWith(HASHED) && other.names.startsWith(HASHED);
            return marker.equals(other.marker) && (hashed || names.equals(other.names)) && type.equals(other.type) && key.equals(other.key);
        }
    }

    KnownHosts(String before, KnownHostsModule.Params p) {
        this.before = before;
        this.p = p;
        this.lines = new ArrayList<>(before.lines().toList());
    }

    /** The text afterwards. */
    String apply() {
        if (p.key() == null) {
            boolean gone = lines.removeIf(line -> Entry.parse(line) instanceof Entry entry && entry.isFor(p.name()));
            return gone ? text() : before;
        }
        String line = p.key().strip();
        if (!(Entry.parse(line) instanceof Entry given) || !given.isFor(p.name())) {
            throw new ModuleFailure("Host parameter does not match hashed host field in supplied key");
        }
        Entry wanted = p.hashHost() && !given.names().startsWith(HASHED)
                ? new Entry(given.marker(), hash(p.name(), salt()), given.type(), given.key()) : given;
        int same = find(wanted, true);
        if (p.state() == KnownHostsModule.State.ABSENT) {
            if (same < 0) {
                return before;
            }
            lines.remove(same);
            return text();
        }
        if (same >= 0) {
            return before;
        }
        int replaced = find(wanted, false);
        if (replaced >= 0) {
            lines.remove(replaced);
        }
        lines.add(wanted == given ? line : (given.marker() + " " + wanted.names() + " " + given.type() + " " + given.key()).strip());
        return text();
    }

    /** The host's line of the same kind, with the same key where that matters. */
    private int find(Entry wanted, boolean exactly) {
        for (int i = 0; i < lines.size(); i++) {
            if (Entry.parse(lines.get(i)) instanceof Entry entry && entry.isFor(p.name())
                    && (exactly ? entry.says(wanted) : entry.type().equals(wanted.type()))) {
                return i;
            }
        }
        return -1;
    }

    private String text() {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private static byte[] salt() {
        byte[] salt = new byte[20];
        new SecureRandom().nextBytes(salt);
        return salt;
    }

    static String hash(String host, byte[] salt) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(salt, "HmacSHA1"));
            Base64.Encoder base64 = Base64.getEncoder();
            return HASHED + base64.encodeToString(salt) + "|" + base64.encodeToString(mac.doFinal(host.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
