package jplay.runner.connection.ssh;

import static jplay.runner.connection.ConnectionException.Kind.HOST_KEY_CHANGED;
import static jplay.runner.connection.ConnectionException.Kind.HOST_KEY_UNKNOWN;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Base64;
import java.util.List;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.HostKeyPolicy;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.KeyType;
import net.schmizz.sshj.transport.verification.HostKeyVerifier;
import org.jspecify.annotations.Nullable;

/** Compares the key that a host shows with what is known of it. */
final class HostKeyCheck implements HostKeyVerifier {
    private final SshSettings settings;
    private final List<KnownHosts.Entry> known;
    private volatile @Nullable ConnectionException refusal;

    HostKeyCheck(SshSettings settings) throws IOException {
        this.settings = settings;
        this.known = KnownHosts.lookup(settings.knownHosts(), settings.keyName());
    }

    /** Why the key was refused, null when it was not. */
    @Nullable ConnectionException refusal() {
        return refusal;
    }

    /** So that the host shows a key of a type that is known. */
    @Override
    public List<String> findExistingAlgorithms(String hostname, int port) {
        return known.stream()
                .filter(entry -> !entry.revoked())
                .flatMap(entry -> entry.type().equals("ssh-rsa")
                        ? List.of("rsa-sha2-512", "rsa-sha2-256", "ssh-rsa").stream()
                        : List.of(entry.type()).stream())
                .distinct()
                .toList();
    }

    @Override
    public boolean verify(String hostname, int port, PublicKey key) {
        byte[] blob = new Buffer.PlainBuffer().putPublicKey(key).getCompactData();
        String encoded = Base64.getEncoder().encodeToString(blob);
        String type = KeyType.fromKey(key).toString();
        refusal = judge(type, encoded, type + " " + fingerprint(blob));
        return refusal == null;
    }

    private @Nullable ConnectionException judge(String type, String key, String shown) {
        for (KnownHosts.Entry entry : known) {
            if (entry.revoked() && entry.key().equals(key)) {
                return new ConnectionException(
                        HOST_KEY_CHANGED,
                        settings.name() + ": its host key " + shown + " is revoked (" + entry.where() + ")");
            }
        }
        List<KnownHosts.Entry> valid = known.stream().filter(entry -> !entry.revoked()).toList();
        if (valid.stream().anyMatch(entry -> entry.key().equals(key))) {
            return null;
        }
        return valid.isEmpty() ? judgeUnknown(type, key, shown) : changed(valid, type, shown);
    }

    private ConnectionException changed(List<KnownHosts.Entry> valid, String type, String shown) {
        KnownHosts.Entry entry = valid.stream()
                .filter(candidate -> candidate.type().equals(type))
                .findFirst()
                .orElse(valid.getFirst());
        return new ConnectionException(
                HOST_KEY_CHANGED,
                settings.name() + ": the host key of " + settings.keyName() + " has changed: it shows " + shown
                        + ", and " + entry.where() + " has " + entry.type() + " " + fingerprint(decode(entry.key()))
                        + ". Someone may be listening in; if the host was set up anew, run: ssh-keygen -R '"
                        + settings.keyName() + "' -f '" + entry.file() + "'");
    }

    private @Nullable ConnectionException judgeUnknown(String type, String key, String shown) {
        if (settings.hostKeys() == HostKeyPolicy.OFF) {
            return null;
        }
        if (settings.hostKeys() == HostKeyPolicy.ACCEPT_NEW) {
            try {
                KnownHosts.append(settings.knownHosts().getFirst(), settings.keyName(), type, key);
                return null;
            } catch (IOException e) {
                return new ConnectionException(
                        HOST_KEY_UNKNOWN,
                        settings.name() + ": its new host key cannot be written to known_hosts: " + e.getMessage(),
                        e);
            }
        }
        return new ConnectionException(
                HOST_KEY_UNKNOWN,
                settings.name() + ": the host key of " + settings.keyName() + " is not known (" + shown
                        + "). Add it: ssh-keyscan -p " + settings.port() + " " + settings.address() + " >>"
                        + settings.knownHosts().getFirst()
                        + "; or trust new hosts with ssh's StrictHostKeyChecking=accept-new; or check no keys with"
                        + " ANSIBLE_HOST_KEY_CHECKING=False");
    }

    private static byte[] decode(String key) {
        try {
            return Base64.getDecoder().decode(key);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /** As ssh-keygen -l prints it. */
    static String fingerprint(byte[] blob) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(blob);
            return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
