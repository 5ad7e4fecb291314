package jplay.runner.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jplay.runner.connection.Secret;
import jplay.runner.event.Redactor;
import jplay.runner.source.Inputs;
import org.jspecify.annotations.Nullable;

/** Where passwords come from: files, what executable ones print, and people. None is ever shown. */
final class Passwords {
    /** How a password program says that it knows nothing of the vault id it was asked for. */
    private static final int NO_SUCH_ID = 2;

    private final Map<String, String> environment;
    private final Path directory;
    private final Prompt prompt;
    private final Redactor redactor;

    Passwords(Map<String, String> environment, Path directory, Prompt prompt, Redactor redactor) {
        this.environment = environment;
        this.directory = directory;
        this.prompt = prompt;
        this.redactor = redactor;
    }

    Secret ask(String question) {
        return hidden(prompt.secret(question));
    }

    Secret ofFile(String name) {
        return hidden(read(name, List.of()).orElseThrow());
    }

    /** The vaults of the configuration and the flags, in the order in which they are tried. */
    List<Invocation.Vault> vaults(Parsed flags, Config config, boolean fresh) {
        List<String> sources = new ArrayList<>(config.list(Setting.VAULT_IDENTITY_LIST));
        sources.addAll(flags.texts("--vault-id"));
        flags.texts("--vault-password-file").forEach(file -> sources.add("default@" + file));
        @Nullable String configured = config.text(Setting.VAULT_PASSWORD_FILE);
        if (configured != null && flags.texts("--vault-password-file").isEmpty()) {
            sources.add("default@" + configured);
        }
        if (flags.has("--ask-vault-password") || config.truth(Setting.ASK_VAULT_PASS, false)) {
            sources.add("default@prompt");
        }
        return sources.stream().flatMap(source -> vault(source, fresh).stream()).toList();
    }

    /**
     * The vault of {@code ID@SOURCE}; empty where the source is a program that has no password for the id.
     *
     * @param fresh a password that is typed is a new one, and is asked for twice
     */
    Optional<Invocation.Vault> vault(String text, boolean fresh) {
        int at = text.indexOf('@');
        String id = at <= 0 ? "default" : text.substring(0, at);
        String source = text.substring(at + 1);
        if (source.equals("prompt") || source.equals("prompt_ask_vault_pass")) {
            String question = (fresh ? "New vault password" : "Vault password") + (id.equals("default") ? "" : " (" + id + ")");
            return Optional.of(new Invocation.Vault(id, hidden(fresh ? prompt.newSecret(question) : prompt.secret(question))));
        }
        Optional<Secret> secret = read(source, asksForId(source) && at > 0 ? List.of("--vault-id", id) : List.of());
        secret.filter(each -> each.chars().length == 0).ifPresent(empty -> {
            throw new UsageException("the vault password that " + source + " gives is empty");
        });
        return secret.map(each -> new Invocation.Vault(id, hidden(each)));
    }

    /** By Ansible's convention a program of this name takes the vault id as an option. */
    private static boolean asksForId(String source) {
        String name = String.valueOf(Path.of(source).getFileName());
        int dot = name.lastIndexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name).endsWith("-client");
    }

    /** What stands in a file, or what an executable one prints, without the white space around it. */
    private Optional<Secret> read(String name, List<String> arguments) {
        Inputs.elsewhere();
        Path file = Config.expand(name, environment, directory);
        try {
            return Files.isExecutable(file) && !Files.isDirectory(file)
                    ? printed(file, arguments) : Optional.of(Secret.of(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UsageException("cannot read the password file " + file + ": " + Reasons.of(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageException("interrupted");
        }
    }

    private Optional<Secret> printed(Path file, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(file.toString()));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit == NO_SUCH_ID && !arguments.isEmpty()) {
            return Optional.empty();
        }
        if (exit != 0) {
            throw new UsageException("the password program " + file + " failed with exit code " + exit);
        }
        return Optional.of(Secret.of(printed.strip()));
    }

    private Secret hidden(Secret secret) {
        Inputs.elsewhere();
        redactor.add(new String(secret.chars()));
        return secret;
    }
}
