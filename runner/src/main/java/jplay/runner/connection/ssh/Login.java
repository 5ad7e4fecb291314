package jplay.runner.connection.ssh;

import static jplay.runner.connection.ConnectionException.Kind.AUTH_REFUSED;
import static jplay.runner.connection.ConnectionException.Kind.BAD_SETTING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Secret;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.method.AuthKeyboardInteractive;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPassword;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import net.schmizz.sshj.userauth.method.PasswordResponseProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;
import org.jspecify.annotations.Nullable;

/**
 * The ways to log in, in turn: the keys that were asked for, the agent's, the usual key files, the password. A server
 * counts refused keys (six by default), so what was asked for comes first.
 */
final class Login {
    private final SshSettings settings;
    private final @Nullable Agent agent;
    private final List<AuthMethod> methods = new ArrayList<>();
    private final List<String> tried = new ArrayList<>();
    private final List<String> unusable = new ArrayList<>();

    Login(SshSettings settings, @Nullable Agent agent) {
        this.settings = settings;
        this.agent = agent;
    }

    void run(Client client) throws ConnectionException, IOException {
        addKeys(client);
        addPassword();
        if (methods.isEmpty()) {
            throw refused("there is no key and no password to log in with" + unusable());
        }
        try {
            client.auth(settings.user(), methods);
        } catch (UserAuthException e) {
            IOException explained = client.explain(e);
            if (explained != e) {
                throw explained;
            }
            throw refused("the host refuses " + String.join(", ", tried) + unusable());
        }
    }

    private void addKeys(Client client) throws ConnectionException {
        List<Agent.Identity> held = new ArrayList<>(held());
        for (Path file : settings.namedKeys()) {
            if (!addHeld(file, held)) {
                addFile(client, file, true);
            }
        }
        if (settings.namedKeysOnly() && !settings.namedKeys().isEmpty()) {
            return;
        }
        Agent signer = agent;
        if (signer != null) {
            held.forEach(identity -> add(new AgentAuth(signer, identity), "the agent's key " + identity.comment()));
        }
        if (settings.namedKeys().isEmpty()) {
            for (Path file : settings.usualKeys()) {
                addFile(client, file, false);
            }
        }
    }

    private List<Agent.Identity> held() {
        try {
            return agent == null ? List.of() : agent.identities();
        } catch (IOException e) {
            unusable.add("the SSH agent (" + e.getMessage() + ")");
            return List.of();
        }
    }

    /** Whether the agent has this file's key, so that no passphrase is wanted for it. */
    private boolean addHeld(Path file, List<Agent.Identity> held) {
        Path publicFile = file.resolveSibling(file.getFileName() + ".pub");
        Agent signer = agent;
        if (signer == null || !Files.isReadable(publicFile)) {
            return false;
        }
        try {
            String[] words = Files.readString(publicFile).strip().split("\\s+");
            byte[] blob = words.length < 2 ? new byte[0] : Base64.getDecoder().decode(words[1]);
            for (Agent.Identity identity : held) {
                if (Arrays.equals(identity.blob(), blob)) {
                    held.remove(identity);
                    add(new AgentAuth(signer, identity), file + " (in the agent)");
                    return true;
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            // Not a public key: the private one decides.
        }
        return false;
    }

    private void addFile(Client client, Path file, boolean named) throws ConnectionException {
        if (!Files.isReadable(file)) {
            if (named && settings.password() == null && settings.namedKeys().size() == 1 && agent == null) {
                throw new ConnectionException(
                        BAD_SETTING,
                        settings.name() + ": the private key " + file
                                + (Files.exists(file) ? " cannot be read: no permission" : " does not exist"));
            }
            unusable.add(file + (Files.exists(file) ? " (no permission to read it)" : " (no such file)"));
            return;
        }
        Passphrase passphrase = new Passphrase(settings.passphrase());
        try {
            KeyProvider key = client.loadKeys(file.toString(), passphrase);
            // Opened here, so that a wrong passphrase is not reported as a host that refuses the key.
            key.getPrivate();
            add(new AuthPublickey(key), file.toString());
        } catch (IOException | RuntimeException e) {
            unusable.add(file + " (" + passphrase.explain(e) + ")");
        }
    }

    private void addPassword() {
        Secret password = settings.password();
        if (password != null) {
            add(new AuthPassword(new Passphrase(password)), "the password");
            var answer = new PasswordResponseProvider(new Passphrase(password));
            add(new AuthKeyboardInteractive(answer), "the password by keyboard-interactive");
        }
    }

    private void add(AuthMethod method, String name) {
        methods.add(method);
        tried.add(name);
    }

    private String unusable() {
        return unusable.isEmpty() ? "" : "; not usable: " + String.join(", ", unusable);
    }

    private ConnectionException refused(String why) {
        return new ConnectionException(
                AUTH_REFUSED,
                settings.name() + ": cannot log in as " + settings.where() + ": " + why
                        + ". Is the user right (-u, ansible_user) and the key (--private-key,"
                        + " ansible_ssh_private_key_file)? A password is asked for by -k");
    }

    /** Hands the secret out once for each question; SSHJ overwrites what it gets. */
    private static final class Passphrase implements PasswordFinder {
        private final @Nullable Secret secret;
        private boolean asked;

        Passphrase(@Nullable Secret secret) {
            this.secret = secret;
        }

        @Override
        @SuppressWarnings("NullAway") // SSHJ takes null for "there is none".
        public char[] reqPassword(Resource<?> resource) {
            asked = true;
            return secret == null ? null : secret.chars();
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }

        String explain(Exception error) {
            if (asked) {
                return secret == null
                        ? "encrypted, and there is no passphrase and no agent that has it"
                        : "wrong passphrase";
            }
            return "not a private key that is understood: " + error.getMessage();
        }
    }
}
