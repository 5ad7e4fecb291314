package jplay.runner.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import jplay.runner.event.Redactor;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.SourceSpan;
import jplay.runner.vault.Vault;
import jplay.runner.vault.VaultOpener;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** {@code jplay vault}: files and values that only the holder of a password can read, as {@code ansible-vault} makes them. */
final class VaultCommand {
    private static final String STREAM = "-";
    /** Which actions take the options that not all take. */
    private static final Map<String, Set<Action>> SPECIAL = Map.of(
            "--output", Set.of(Action.ENCRYPT, Action.DECRYPT, Action.ENCRYPT_STRING),
            "--encrypt-vault-id", Set.of(Action.CREATE, Action.ENCRYPT, Action.EDIT, Action.REKEY, Action.ENCRYPT_STRING),
            "--new-vault-id", Set.of(Action.REKEY),
            "--new-vault-password-file", Set.of(Action.REKEY),
            "--prompt", Set.of(Action.ENCRYPT_STRING),
            "--show-input", Set.of(Action.ENCRYPT_STRING),
            "--name", Set.of(Action.ENCRYPT_STRING),
            "--stdin-name", Set.of(Action.ENCRYPT_STRING));

    private final Terminal terminal;
    private final Path directory;
    private final Prompt prompt;
    private final Redactor redactor;
    private final InputStream in;

    /** What can be done; the words are Ansible's, with a hyphen where it has an underscore, too. */
    enum Action {
        CREATE, ENCRYPT, DECRYPT, VIEW, EDIT, REKEY, ENCRYPT_STRING;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    VaultCommand(Terminal terminal, Path directory, Prompt prompt, Redactor redactor, InputStream in) {
        this.terminal = terminal;
        this.directory = directory;
        this.prompt = prompt;
        this.redactor = redactor;
        this.in = in;
    }

    int run(Parsed parsed) {
        try {
            Action action = action(parsed.words().get(0));
            SPECIAL.forEach((option, actions) -> {
                if (parsed.has(option) && !actions.contains(action)) {
                    throw new UsageException("vault " + action.word() + " takes no " + option);
                }
            });
            run(action, parsed, parsed.words().subList(1, parsed.words().size()));
            return Exit.OK;
        } catch (ProblemException e) {
            Main.show(e.problems(), terminal.err());
            return Exit.ERROR;
        }
    }

    private static Action action(String word) {
        List<String> words = Stream.of(Action.values()).map(Action::word).toList();
        int at = words.indexOf(word.replace('_', '-'));
        if (at < 0) {
            @Nullable String close = Names.closest(word, words);
            throw new UsageException("there is no vault " + word
                    + (close == null ? "; there are " + String.join(", ", words) : "; did you mean " + close + "?"));
        }
        return Action.values()[at];
    }

    private void run(Action action, Parsed parsed, List<String> words) {
        Config config = Config.load(terminal.environment(), directory);
        VaultKeys keys = new VaultKeys(parsed, config, new Passwords(terminal.environment(), directory, prompt, redactor));
        switch (action) {
            case CREATE -> create(keys, words);
            case ENCRYPT -> encrypt(keys, words, parsed.text("--output"));
            case DECRYPT -> decrypt(keys, words, parsed.text("--output"));
            case VIEW -> needed(words).forEach(name -> terminal.out().writeBytes(opened(keys, name).content()));
            case EDIT -> needed(words).forEach(name -> edit(keys, name));
            case REKEY -> rekey(keys, needed(words));
            case ENCRYPT_STRING -> new VaultStrings(terminal, prompt, this::standardInput).run(keys.sealing(), parsed, words, this::deliver);
        }
    }

    private void create(VaultKeys keys, List<String> words) {
        if (words.size() != 1) {
            throw new UsageException("vault create wants one file");
        }
        Path file = path(words.get(0));
        if (Files.exists(file)) {
            throw Problem.of("vault-file", file + " exists already", null, "jplay vault edit changes it, jplay vault encrypt encrypts it").exception();
        }
        VaultKeys.Key key = keys.sealing();
        byte[] content = editor(keys).edit(file, new byte[0]);
        ProtectedFile.create(file, key.seal(content));
    }

    private void edit(VaultKeys keys, String name) {
        Vault.Opened opened = opened(keys, name);
        byte[] content = editor(keys).edit(path(name), opened.content());
        if (!java.util.Arrays.equals(content, opened.content())) {
            ProtectedFile.replace(path(name), keys.again(opened).seal(content), true);
        }
    }

    private VaultEditor editor(VaultKeys keys) {
        return new VaultEditor(keys.editor(terminal.environment()), terminal.environment());
    }

    private void encrypt(VaultKeys keys, List<String> words, @Nullable String output) {
        VaultKeys.Key key = keys.sealing();
        for (String name : orStream(words, output)) {
            byte[] content = content(name);
            if (isVault(content)) {
                throw Problem.of("vault-file", shown(name) + " is encrypted already", null, "jplay vault rekey changes its password").exception();
            }
            deliver(key.seal(content), output == null ? name : output);
        }
        done("Encryption successful");
    }

    private void decrypt(VaultKeys keys, List<String> words, @Nullable String output) {
        for (String name : orStream(words, output)) {
            deliver(opened(keys, name).content(), output == null ? name : output);
        }
        done("Decryption successful");
    }

    private void rekey(VaultKeys keys, List<String> names) {
        List<Vault.Opened> opened = names.stream().map(name -> opened(keys, name)).toList();
        VaultKeys.Key key = keys.renewed();
        for (int i = 0; i < names.size(); i++) {
            ProtectedFile.replace(path(names.get(i)), key.seal(opened.get(i).content()), true);
        }
        terminal.err().println("Rekey successful");
    }

    private Vault.Opened opened(VaultKeys keys, String name) {
        byte[] content = content(name);
        if (!isVault(content)) {
            throw Problem.of("vault-file", shown(name) + " is not encrypted: it does not begin with " + VaultOpener.MARK, null).exception();
        }
        return keys.opener().decrypt(new String(content, StandardCharsets.UTF_8), SourceSpan.at(shown(name), 1, 1));
    }

    private static boolean isVault(byte[] content) {
        return new String(content, 0, Math.min(content.length, VaultOpener.MARK.length()), StandardCharsets.ISO_8859_1).equals(VaultOpener.MARK);
    }

    /** A result takes the place of the file it was made of, or goes to standard output. */
    private void deliver(byte[] content, String name) {
        if (name.equals(STREAM)) {
            terminal.out().writeBytes(content);
        } else if (Files.exists(path(name))) {
            ProtectedFile.replace(path(name), content, false);
        } else {
            ProtectedFile.create(path(name), content);
        }
    }

    private byte[] content(String name) {
        if (name.equals(STREAM)) {
            return standardInput();
        }
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw Problem.of("vault-file", "cannot read " + path(name) + ": " + Reasons.of(e), null).exception();
        }
    }

    private byte[] standardInput() {
        try {
            return in.readAllBytes();
        } catch (IOException e) {
            throw Problem.of("vault-file", "cannot read standard input: " + Reasons.of(e), null).exception();
        }
    }

    private static List<String> needed(List<String> words) {
        if (words.isEmpty()) {
            throw new UsageException("which file?");
        }
        return words;
    }

    private static List<String> orStream(List<String> words, @Nullable String output) {
        if (words.size() > 1 && output != null) {
            throw new UsageException("--output goes with one file only");
        }
        return words.isEmpty() ? List.of(STREAM) : words;
    }

    private Path path(String name) {
        return Config.expand(name, terminal.environment(), directory);
    }

    private String shown(String name) {
        return name.equals(STREAM) ? "standard input" : path(name).toString();
    }

    private void done(String text) {
        if (terminal.interactive()) {
            terminal.err().println(text);
        }
    }
}
