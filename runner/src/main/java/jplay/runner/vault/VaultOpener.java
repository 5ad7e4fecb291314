package jplay.runner.vault;

import java.nio.charset.StandardCharsets;
import jplay.runner.source.Problem;
import jplay.runner.source.SourceSpan;

/** Opens what {@code ansible-vault} encrypted. */
@FunctionalInterface
public interface VaultOpener {
    String MARK = "$ANSIBLE_VAULT;";

    /**
     * The text in an envelope.
     *
     * @param envelope from {@code $ANSIBLE_VAULT;} on
     * @param span where it stands, for messages
     * @throws jplay.runner.source.ProblemException where no password fits or it is damaged
     */
    String open(String envelope, SourceSpan span);

    /** What is in an envelope, text or not. */
    default byte[] openBytes(String envelope, SourceSpan span) {
        return open(envelope, span).getBytes(StandardCharsets.UTF_8);
    }

    /** A file's text: opened where all of it is an envelope, otherwise as it is. */
    default String openFile(String text, String file) {
        return text.startsWith(MARK) ? open(text, SourceSpan.at(file, 1, 1)) : text;
    }

    /** Where no password was given. */
    static VaultOpener none() {
        return (envelope, span) -> {
            throw Problem.of("vault-password", "this is encrypted, and no vault password was given", span,
                    "give one with --vault-password-file or --ask-vault-pass").exception();
        };
    }
}
