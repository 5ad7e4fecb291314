package jplay.tasks.modules;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.ModuleFailure;

/** Expressions that are names of variables, and the comparisons that the tests write down as variables. */
public class FakeControl implements Control {
    public final List<Duration> slept = new ArrayList<>();
    public final List<String> fetched = new ArrayList<>();
    private final Map<String, Object> variables;
    private final Path root;

    public FakeControl(Map<String, Object> variables) {
        this(variables, Path.of("/nowhere"));
    }

    public FakeControl(Map<String, Object> variables, Path root) {
        this.variables = variables;
        this.root = root;
    }

    /** On a web where all servers say the same, and something else to who does not look at their certificates. */
    public static FakeControl web(Content checked, Content unchecked) {
        return new FakeControl(Map.of()) {
            @Override
            public Http http() {
                return new Http() {
                    @Override
                    public Content fetch(String url, Map<String, String> headers, Duration timeout) {
                        return checked;
                    }

                    @Override
                    public Content fetch(String url, Map<String, String> headers, Duration timeout, boolean validate) {
                        return validate ? checked : unchecked;
                    }
                };
            }
        };
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
        return List.of(root.resolve(subdirectory).resolve(name), root.resolve(name)).stream()
                .filter(Files::exists).findFirst().orElse(null);
    }

    @Override
    public String render(Path template, Map<String, Object> extra, TemplateOptions options) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Object evaluate(String expression) {
        if (!variables.containsKey(expression)) {
            throw new ModuleFailure("'" + expression + "' is undefined");
        }
        return variables.get(expression);
    }

    @Override
    public boolean test(String expression) {
        if (expression.endsWith(") is undefined")) {
            return !variables.containsKey(expression.substring(1, expression.length() - 14));
        }
        return evaluate(expression) == Boolean.TRUE;
    }

    @Override
    public Object render(Object value) {
        return value instanceof String s && s.startsWith("{{") ? evaluate(s.replaceAll("[{} ]", "")) : value;
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
        try {
            String[] pair = Files.readString(file).strip().split(": ");
            return Map.of(pair[0], pair[1]);
        } catch (java.io.IOException e) {
            throw new ModuleFailure(e.toString());
        }
    }

    @Override
    public Http http() {
        return (url, headers, timeout) -> {
            fetched.add(url);
            try {
                HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).timeout(timeout);
                headers.forEach(request::header);
                var response = HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
                if (response.statusCode() >= 400) {
                    throw new ModuleFailure("status " + response.statusCode());
                }
                return Content.of(response.body());
            } catch (java.io.IOException | InterruptedException e) {
                throw new ModuleFailure(e.toString());
            }
        };
    }

    @Override
    public List<String> playHosts() {
        return List.of();
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public String prompt(String text, boolean echo) {
        return "answer to " + text;
    }

    @Override
    public void sleep(Duration duration) {
        slept.add(duration);
    }
}
