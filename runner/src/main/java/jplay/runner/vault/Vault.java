package jplay.runner.vault;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import jplay.runner.source.Problem;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.YamlReader;
import org.jspecify.annotations.Nullable;

/** Opens values and files with the passwords that were given; each only once. Safe for many threads. */
public final class Vault implements VaultOpener {
    private final List<Password> passwords;
    private final Map<String, String> opened = new ConcurrentHashMap<>();

    /**
     * A password.
     *
     * @param id its vault id, {@code default} where none was given
     */
    public record Password(String id, char[] secret) {
        /** The first line of a file, as {@code --vault-password-file} and {@code --vault-id ID@FILE} name it. */
        public static Password ofFile(String id, Path file) {
            String text = YamlReader.text(file).strip();
            if (text.isEmpty()) {
                throw Problem.of("vault-password", "the vault password file " + file + " is empty", null).exception();
            }
            return new Password(id, text.toCharArray());
        }

        @Override
        public String toString() {
            return id + ":***";
        }
    }

    public Vault(List<Password> passwords) {
        this.passwords = List.copyOf(passwords);
    }

    @Override
    public String open(String envelope, SourceSpan span) {
        String known = opened.get(envelope);
        if (known == null) {
            known = text(decrypt(envelope, span).content(), span);
            opened.put(envelope, known);
        }
        return known;
    }

    @Override
    public byte[] openBytes(String envelope, SourceSpan span) {
        return decrypt(envelope, span).content();
    }

    /**
     * What was in an envelope.
     *
     * @param id the vault id that stands on it, or null
     * @param password the one that opened it
     */
    public record Opened(byte[] content, @Nullable String id, Password password) {}

    /** Wraps a content for the holder of a password; another id than {@code default} stands on the envelope. */
    public static String seal(byte[] content, Password password, @Nullable String id) {
        return Envelope.seal(content, password.secret(), id).text();
    }

    /** Wraps a text under the password's id; with a salt given, the same one each time. */
    public static String seal(String text, Password password, @Nullable String salt) {
        byte[] content = text.getBytes(StandardCharsets.UTF_8);
        return (salt == null ? Envelope.seal(content, password.secret(), password.id())
                : Envelope.seal(content, password.secret(), password.id(), salt.getBytes(StandardCharsets.UTF_8))).text();
    }

    /**
     * Opens an envelope of any bytes.
     *
     * @throws jplay.runner.source.ProblemException where no password fits or it is damaged
     */
    public Opened decrypt(String text, SourceSpan span) {
        if (passwords.isEmpty()) {
            VaultOpener.none().open(text, span);
        }
        Envelope envelope;
        try {
            envelope = Envelope.parse(text);
        } catch (IllegalArgumentException e) {
            throw Problem.of("vault-damaged", "this vault is damaged: " + e.getMessage(), span).exception();
        }
        for (Password password : inOrder(envelope.id())) {
            byte[] bytes = envelope.open(password.secret());
            if (bytes != null) {
                return new Opened(bytes, envelope.id(), password);
            }
        }
        throw wrongPassword(envelope.id(), span).exception();
    }

    /** The password of the same id first; then all others, as Ansible tries them. */
    private List<Password> inOrder(@Nullable String id) {
        List<Password> order = new ArrayList<>(passwords);
        order.sort((a, b) -> Boolean.compare(b.id().equals(id), a.id().equals(id)));
        return order;
    }

    private Problem wrongPassword(@Nullable String id, SourceSpan span) {
        String given = passwords.stream().map(Password::id).distinct().collect(Collectors.joining(", "));
        boolean missing = id != null && passwords.stream().noneMatch(each -> each.id().equals(id));
        return missing
                ? Problem.of("vault-id", "this is encrypted with the vault id '" + id + "', of which no password was given", span,
                        "given: " + given + "; add --vault-id " + id + "@FILE")
                : Problem.of("vault-password", "no vault password that was given opens this, or it was changed", span,
                        "tried: " + given);
    }

    private static String text(byte[] bytes, SourceSpan span) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw Problem.of("vault-damaged", "what this vault holds is not text in UTF-8", span).exception();
        }
    }
}
