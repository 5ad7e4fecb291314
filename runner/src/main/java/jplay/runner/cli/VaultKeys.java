package jplay.runner.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import jplay.runner.vault.Vault;
import org.jspecify.annotations.Nullable;

/** Which of the passwords of a call opens and which one encrypts. */
final class VaultKeys {
    private final Parsed flags;
    private final Config config;
    private final Passwords passwords;

    /** What a new envelope is made with. */
    record Key(Vault.Password password, @Nullable String id) {
        byte[] seal(byte[] content) {
            return text(content).getBytes(StandardCharsets.UTF_8);
        }

        String text(byte[] content) {
            return Vault.seal(content, password, id);
        }
    }

    VaultKeys(Parsed flags, Config config, Passwords passwords) {
        this.flags = flags;
        this.config = config;
        this.passwords = passwords;
    }

    private @Nullable Vault opener;

    /** All passwords; one is asked for where none was given. */
    Vault opener() {
        Vault known = opener;
        if (known == null) {
            known = new Vault(given(false).stream().map(VaultKeys::password).toList());
            opener = known;
        }
        return known;
    }

    /** The one to encrypt with: {@code --encrypt-vault-id}'s, or the only one there is. */
    Key sealing() {
        return chosen(given(true));
    }

    /** An edited file stays under the password that opened it, and keeps its id, unless another one was asked for. */
    Key again(Vault.Opened opened) {
        return asked() == null ? new Key(opened.password(), opened.id()) : chosen(given(false));
    }

    /** The new password of {@code rekey}. */
    Key renewed() {
        @Nullable String file = flags.text("--new-vault-password-file");
        @Nullable String id = flags.text("--new-vault-id");
        if (file != null && id != null) {
            throw new UsageException("--new-vault-id and --new-vault-password-file do not go together");
        }
        if (file == null && id == null && flags.has("--encrypt-vault-id")) {
            return chosen(given(false));
        }
        String source = id != null ? id : file != null ? "default@" + file : "default@prompt";
        return passwords.vault(source, true).map(vault -> new Key(password(vault), vault.id()))
                .orElseThrow(() -> new UsageException("there is no new password for " + source));
    }

    /** {@code ansible.cfg}'s, else {@code $EDITOR}. */
    String editor(Map<String, String> environment) {
        @Nullable String configured = config.text(Setting.EDITOR);
        return configured == null ? environment.getOrDefault("EDITOR", "vi") : configured;
    }

    private @Nullable String asked() {
        @Nullable String flag = flags.text("--encrypt-vault-id");
        return flag == null ? config.text(Setting.VAULT_ENCRYPT_IDENTITY) : flag;
    }

    private Key chosen(List<Invocation.Vault> vaults) {
        @Nullable String id = asked();
        if (id == null && vaults.size() > 1) {
            throw new UsageException("there are passwords for " + ids(vaults) + "; say with --encrypt-vault-id which one is to encrypt");
        }
        for (Invocation.Vault each : vaults) {
            if (id == null || each.id().equals(id)) {
                return new Key(password(each), each.id());
            }
        }
        throw new UsageException("there is no password for the vault id '" + id + "' to encrypt with; there are " + ids(vaults));
    }

    private static String ids(List<Invocation.Vault> vaults) {
        return vaults.isEmpty() ? "none" : vaults.stream().map(Invocation.Vault::id).collect(Collectors.joining(", "));
    }

    private List<Invocation.Vault> given(boolean fresh) {
        List<Invocation.Vault> given = passwords.vaults(flags, config, fresh);
        return given.isEmpty() ? passwords.vault("default@prompt", fresh).stream().toList() : given;
    }

    private static Vault.Password password(Invocation.Vault vault) {
        return new Vault.Password(vault.id(), vault.password().chars());
    }
}
