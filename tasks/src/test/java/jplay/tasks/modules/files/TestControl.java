package jplay.tasks.modules.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.ModuleFailure;

/** A control machine whose files lie in one directory and whose templates know only plain variables. */
class TestControl implements Control {
    private final Path directory;
    final Map<String, Object> variables = new HashMap<>(Map.of("inventory_hostname", "web1"));

    TestControl(Path directory) {
        this.directory = directory;
    }

    @Override
    public Path find(String name, String subdirectory) {
        Path found = findOrNull(name, subdirectory);
        if (found == null) {
            throw new ModuleFailure("could not find " + name);
        }
        return found;
    }

    @Override
    public Path findOrNull(String name, String subdirectory) {
        Path found = directory.resolve(name);
        return Files.exists(found) ? found : null;
    }

    @Override
    public String render(Path template, Map<String, Object> extra, TemplateOptions options) {
        try {
            String text = Files.readString(template);
            for (Map<String, Object> scope : List.of(extra, variables)) {
                for (Map.Entry<String, Object> entry : scope.entrySet()) {
                    text = text.replace("{{ " + entry.getKey() + " }}", entry.getValue().toString());
                }
            }
            return text.replace("\n", options.newline());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Object evaluate(String expression) {
        return variables.get(expression);
    }

    @Override
    public boolean test(String expression) {
        return Boolean.TRUE.equals(evaluate(expression));
    }

    @Override
    public Object render(Object value) {
        return value;
    }

    @Override
    public Object variable(String name) {
        return variables.get(name);
    }

    @Override
    public Map<String, Object> variables() {
        return variables;
    }

    @Override
    public Map<String, Object> readVars(Path file) {
        return Map.of();
    }

    @Override
    public Http http() {
        return (url, headers, timeout) -> {
            throw new ModuleFailure("no network here");
        };
    }

    @Override
    public List<String> playHosts() {
        return List.of("web1");
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public String prompt(String text, boolean echo) {
        return "";
    }

    @Override
    public void sleep(Duration duration) {
        throw new UnsupportedOperationException();
    }
}
