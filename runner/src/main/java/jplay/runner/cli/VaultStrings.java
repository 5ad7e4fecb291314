package jplay.runner.cli;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** {@code vault encrypt-string}: values to be pasted into a file of variables. */
final class VaultStrings {
    private static final String INDENT = "          ";
    private final Terminal terminal;
    private final Prompt prompt;
    private final Supplier<byte[]> standardInput;

    private record Value(@Nullable String name, byte[] content) {}

    VaultStrings(Terminal terminal, Prompt prompt, Supplier<byte[]> standardInput) {
        this.terminal = terminal;
        this.prompt = prompt;
        this.standardInput = standardInput;
    }

    void run(VaultKeys.Key key, Parsed parsed, List<String> words, BiConsumer<byte[], String> deliver) {
        List<Value> values = values(parsed, words);
        StringBuilder text = new StringBuilder();
        for (Value value : values) {
            text.append(value.name() == null ? "" : value.name() + ": ").append("!vault |\n");
            key.text(value.content()).lines().forEach(line -> text.append(INDENT).append(line).append('\n'));
        }
        @Nullable String output = parsed.text("--output");
        deliver.accept(text.toString().getBytes(StandardCharsets.UTF_8), output == null ? "-" : output);
        if (terminal.interactive()) {
            terminal.err().println("Encryption successful");
        }
    }

    /** Those of standard input, the one that was typed, and those of the command line. */
    private List<Value> values(Parsed parsed, List<String> words) {
        List<Value> values = new ArrayList<>();
        @Nullable String stdinName = parsed.text("--stdin-name");
        if (words.contains("-") || stdinName != null || words.isEmpty() && !parsed.has("--prompt")) {
            values.add(new Value(stdinName, notEmpty(standardInput.get(), "standard input")));
        }
        List<String> names = parsed.texts("--name");
        if (parsed.has("--prompt")) {
            values.add(typed(names.isEmpty() ? null : names.get(0), parsed.has("--show-input")));
        }
        int at = parsed.has("--prompt") ? 1 : 0;
        for (String word : words.stream().filter(each -> !each.equals("-")).toList()) {
            values.add(new Value(at < names.size() ? names.get(at) : null, notEmpty(word.getBytes(StandardCharsets.UTF_8), "a value")));
            at++;
        }
        return values;
    }

    private Value typed(@Nullable String given, boolean shown) {
        String name = given == null ? prompt.line("Variable name (enter for no name)") : given;
        String text = shown ? prompt.line("String to encrypt") : new String(prompt.secret("String to encrypt (hidden)").chars());
        return new Value(name.isEmpty() ? null : name, notEmpty(text.getBytes(StandardCharsets.UTF_8), "what was typed"));
    }

    private static byte[] notEmpty(byte[] content, String what) {
        if (content.length == 0) {
            throw new UsageException(what + " is empty; there is nothing to encrypt");
        }
        return content;
    }
}
