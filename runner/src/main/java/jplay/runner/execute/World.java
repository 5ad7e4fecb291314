package jplay.runner.execute;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import jplay.runner.expression.Environment;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Lookup;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Unknown;
import jplay.runner.expression.Values;
import jplay.runner.model.Attributes;
import jplay.runner.model.Play;
import jplay.runner.source.Node;
import jplay.runner.source.ProblemException;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.YamlReader;
import jplay.runner.template.TemplateOptions;
import jplay.runner.template.Templates;
import jplay.runner.vault.Vault;
import jplay.runner.vault.VaultOpener;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Pending;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** What expressions at one place of a playbook need of the control machine. */
record World(Play play, Attributes at, Templates templates, VaultOpener vault, Hosts hosts, Supplier<@Nullable Pending> onControl) implements Environment {

    @Override
    public @Nullable Lookup lookup(String name) {
        return switch (name) {
            case "inventory_hostnames" -> (terms, options, scope) -> inventoryHostnames(terms);
            case "config" -> (terms, options, scope) -> AnsibleSettings.lookup(terms, options);
            default -> null;
        };
    }

    @Override
    public @Nullable Object foreseen(Path file) {
        @Nullable Pending pending = onControl.get();
        @Nullable Answer<?> answer = pending == null || !file.isAbsolute() ? null : pending.get(FilePaths.subject(file.toString()));
        if (answer == null || answer.isAbsent()) {
            return null;
        }
        return answer instanceof Answer.Known<?>(FileState state) && state.content() != null
                ? state.content().text()
                : new Unknown("what is in " + file + " is known only when it is there");
    }

    private List<@Nullable Object> inventoryHostnames(List<@Nullable Object> patterns) {
        return new ArrayList<>(hosts.select(patterns.stream().map(Values::str).toList(), null, null));
    }

    @Override
    public Path directory() {
        return SearchPath.playbook(play).toAbsolutePath();
    }

    @Override
    public List<Path> searchPath(String kind) {
        return SearchPath.of(play, at, kind);
    }

    @Override
    public @Nullable Object render(String text, Scope scope) {
        return templates.render(text, scope);
    }

    @Override
    public String renderFile(Path file, Scope scope, Map<String, ? extends @Nullable Object> marks) {
        Map<String, Object> about = Map.of(
                "ansible_managed", "Ansible managed", "template_path", file.toString(), "template_fullpath", file.toAbsolutePath().toString());
        TemplateOptions options = TemplateOptions.DEFAULT;
        for (Map.Entry<String, ? extends @Nullable Object> mark : marks.entrySet()) {
            options = Objects.requireNonNullElse(options.with(mark.getKey(), mark.getValue()), options);
        }
        return templates.renderFile(file, readFile(file), scope.with(about), options);
    }

    @Override
    public List<@Nullable Object> parseYaml(String text) {
        try {
            List<@Nullable Object> documents = new ArrayList<>();
            for (String document : text.split("(?m)^---\\s*$", -1)) {
                @Nullable Node node = document.isBlank() ? null : YamlReader.parse(document, "text");
                if (node != null) {
                    documents.add(node.value());
                }
            }
            return documents;
        } catch (ProblemException e) {
            throw new ExpressionException(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public String seal(String text, String secret, String id, @Nullable String salt) {
        return Vault.seal(text, new Vault.Password(id, secret.toCharArray()), salt);
    }

    @Override
    public String unseal(String envelope, String secret) {
        try {
            return new Vault(List.of(new Vault.Password("default", secret.toCharArray()))).open(envelope, SourceSpan.at("vault", 1, 1));
        } catch (ProblemException e) {
            throw new ExpressionException("unvault: no vault, or not one with this secret");
        }
    }

    @Override
    public byte @Nullable [] opened(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            String start = new String(in.readNBytes(VaultOpener.MARK.length()), StandardCharsets.UTF_8);
            return start.equals(VaultOpener.MARK) ? vault.openBytes(YamlReader.text(file), SourceSpan.at(file.toString(), 1, 1)) : null;
        } catch (IOException e) {
            return null;
        } catch (ProblemException e) {
            throw new ModuleFailure(Evaluator.message(e));
        }
    }

    @Override
    public String readFile(Path file) {
        try {
            return vault.openFile(YamlReader.text(file), file.toString());
        } catch (ProblemException e) {
            throw new ExpressionException(String.valueOf(e.getMessage()));
        }
    }
}
