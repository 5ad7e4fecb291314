package jplay.runner.inventory;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import jplay.runner.source.JsonReader;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.Problems;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.Value;
import org.jspecify.annotations.Nullable;

/** Runs a program that prints an inventory as JSON. */
final class ScriptInventory {
    private final InventoryBuilder into;
    private final InventorySource source;
    private final Path script;
    private final String name;
    private final Problems problems;
    private final Set<String> hosts = new LinkedHashSet<>();

    ScriptInventory(InventoryBuilder into, InventorySource source, Path script, String name, Problems problems) {
        this.into = into;
        this.source = source;
        this.script = script;
        this.name = name;
        this.problems = problems;
    }

    void read() {
        try {
            Node root = JsonReader.parse(run("--list"), name + " --list");
            if (!(root instanceof Node.Dict groups)) {
                problems.add(Problem.of("inventory-script", "what this program prints for --list is no dict", SourceSpan.file(name)));
                return;
            }
            groups.entries().stream().filter(entry -> !entry.key().text().equals("_meta")).forEach(this::group);
            hostVars(groups.get("_meta") instanceof Node.Dict meta ? meta.get("hostvars") : null);
        } catch (ProblemException e) {
            problems.addAll(e.problems());
        }
    }

    private void hostVars(@Nullable Node all) {
        for (String host : hosts) {
            Node vars = all != null ? all instanceof Node.Dict dict ? dict.get(host) : null : hostVars(host);
            if (vars instanceof Node.Dict dict) {
                into.addHost(host, groupOf(host), values(dict), source);
            } else if (vars != null) {
                problems.add(Problem.of("inventory-script", "the variables of host '" + host + "' are no dict", vars.span()));
            }
        }
    }

    private final Map<String, String> firstGroup = new LinkedHashMap<>();

    private String groupOf(String host) {
        return firstGroup.getOrDefault(host, "ungrouped");
    }

    private @Nullable Node hostVars(String host) {
        String out = run("--host", host);
        return out.isBlank() ? null : JsonReader.parse(out, name + " --host " + host);
    }

    private static Map<String, Value> values(Node.Dict dict) {
        Map<String, Value> values = new LinkedHashMap<>();
        dict.entries().forEach(entry -> values.put(entry.key().text(), Value.of(entry.value())));
        return values;
    }

    private void group(Node.Entry entry) {
        String group = entry.key().text();
        into.addGroup(group);
        switch (entry.value()) {
            case Node.Items items -> hosts(group, items);
            case Node.Dict dict when dict.get("hosts") == null && dict.get("vars") == null && dict.get("children") == null -> {
                host(group, group);
                dict.entries().forEach(each -> GroupPriority.set(into, group, each.key().text(), each.value(), problems));
            }
            case Node.Dict dict -> parts(group, dict);
            case Node.Scalar scalar -> wrong(group, "", scalar, "a list of hosts or a dict");
        }
    }

    private void wrong(String group, String part, Node node, String what) {
        problems.add(Problem.of("inventory-script", part + "group '" + group + "' must be " + what, node.span()));
    }

    private void parts(String group, Node.Dict dict) {
        if (dict.get("hosts") instanceof Node.Items items) {
            hosts(group, items);
        } else if (dict.get("hosts") instanceof Node other) {
            wrong(group, "'hosts' of ", other, "a list");
        }
        if (dict.get("vars") instanceof Node.Dict vars) {
            vars.entries().forEach(each -> GroupPriority.set(into, group, each.key().text(), each.value(), problems));
        } else if (dict.get("vars") instanceof Node other) {
            wrong(group, "'vars' of ", other, "a dict");
        }
        if (dict.get("children") instanceof Node.Items children) {
            children.items().forEach(child -> child(group, child));
        } else if (dict.get("children") instanceof Node other) {
            wrong(group, "'children' of ", other, "a list");
        }
    }

    private void child(String group, Node child) {
        String childName = String.valueOf(child.value());
        into.addGroup(childName);
        List<String> circle = into.addChild(group, childName);
        if (circle != null) {
            problems.add(Problem.of("cyclic-group", "group '" + group + "' would hold itself: "
                    + String.join(" → ", circle) + " → " + circle.get(0), child.span()));
        }
    }

    private void hosts(String group, Node.Items items) {
        items.items().forEach(item -> host(group, String.valueOf(item.value())));
    }

    private void host(String group, String host) {
        hosts.add(host);
        firstGroup.putIfAbsent(host, group);
        into.addHost(host, group, Map.of(), source);
    }

    private String run(String... arguments) {
        List<String> command = new java.util.ArrayList<>(List.of(script.toAbsolutePath().toString()));
        command.addAll(List.of(arguments));
        String shown = name + " " + String.join(" ", arguments);
        try {
            Process process = new ProcessBuilder(command).redirectInput(new java.io.File("/dev/null")).start();
            CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            String out = text(process.getInputStream());
            int status = process.waitFor();
            if (status != 0) {
                String last = errors.join().lines().reduce((first, second) -> second).orElse("");
                throw Problem.of("inventory-script", "'" + shown + "' ended with exit status " + status
                        + (last.isBlank() ? "" : ": " + last.strip()), SourceSpan.file(name)).exception();
            }
            return out;
        } catch (IOException e) {
            throw Problem.of("inventory-script", "'" + shown + "' cannot be run: " + e.getMessage(), SourceSpan.file(name),
                    Files.isExecutable(script) ? "does the program of its first line exist?" : "chmod +x " + name).exception();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.of("inventory-script", "'" + shown + "' was interrupted", SourceSpan.file(name)).exception();
        }
    }

    private static String text(java.io.InputStream stream) {
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
