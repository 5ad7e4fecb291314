package jplay.runner.expression;

import java.nio.charset.StandardCharsets;
import java.util.List;
import jplay.runner.source.ProblemException;
import jplay.runner.source.SourceSpan;
import jplay.runner.vault.Vault;
import org.jspecify.annotations.Nullable;

/** Filters that encrypt and decrypt as ansible-vault does. */
final class VaultFilters {
    static final String NAMES = "vault unvault";
    private static final String ID = "filter_default";

    private VaultFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "vault" -> VaultFilters::seal;
            case "unvault" -> VaultFilters::open;
            default -> null;
        };
    }

    private static String seal(@Nullable Object value, Args a) {
        Object salt = a.get(1, "salt");
        Vault.Password password = new Vault.Password(ID, a.text(0, "secret").toCharArray());
        return Vault.seal(text(value).getBytes(StandardCharsets.UTF_8), password, id(a),
                salt == null ? null : Values.str(salt).getBytes(StandardCharsets.UTF_8));
    }

    private static String open(@Nullable Object value, Args a) {
        String text = text(value);
        if (!text.startsWith("$ANSIBLE_VAULT;")) {
            return text;
        }
        try {
            Vault vault = new Vault(List.of(new Vault.Password(id(a), a.text(0, "secret").toCharArray())));
            return vault.open(text, SourceSpan.file(""));
        } catch (ProblemException e) {
            throw new ExpressionException(e.problems().get(0).message());
        }
    }

    /** The parameter has changed its name. */
    private static String id(Args a) {
        return a.text(-1, "vaultid", a.text(2, "vault_id", ID));
    }

    private static String text(@Nullable Object value) {
        if (!(value instanceof String text)) {
            throw new ExpressionException("only text can be encrypted and decrypted, not a " + Values.type(value));
        }
        return text;
    }
}
