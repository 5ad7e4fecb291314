package jplay.runner.vars;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import jplay.runner.expression.Values;
import jplay.runner.expression.YamlWriter;
import jplay.runner.inventory.Group;
import jplay.runner.inventory.Host;
import jplay.runner.inventory.Inventory;
import jplay.runner.source.JsonWriter;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.Value;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** The inventory in the forms of {@code ansible-inventory}; variables are not rendered. */
public final class InventoryPrinter {
    private final Inventory inventory;
    private final HostLayers layers;
    private final Map<String, Value> extra;

    /** @param extra the variables of {@code -e} */
    public InventoryPrinter(Inventory inventory, HostLayers layers, Map<String, Value> extra) {
        this.inventory = inventory;
        this.layers = layers;
        this.extra = extra;
    }

    /** {@code --list}; with {@code export} groups keep their variables and hosts have only their own. */
    public String list(boolean export) {
        Map<String, @Nullable Object> result = new TreeMap<>();
        group("all", export, result, new HashSet<>());
        Map<String, @Nullable Object> hostVars = new TreeMap<>();
        for (String host : inventory.members("all")) {
            Map<String, @Nullable Object> vars = hostVars(host, export);
            if (!vars.isEmpty()) {
                hostVars.put(host, vars);
            }
        }
        result.put("_meta", Map.of("hostvars", hostVars));
        return JsonWriter.pretty(result);
    }

    private void group(String name, boolean export, Map<String, @Nullable Object> into, Set<String> seen) {
        Group group = inventory.group(name);
        if (group == null || !seen.add(name)) {
            return;
        }
        Map<String, @Nullable Object> parts = new TreeMap<>();
        if (!name.equals("all") && !group.hosts().isEmpty()) {
            parts.put("hosts", group.hosts());
        }
        if (!group.children().isEmpty()) {
            parts.put("children", group.children());
            group.children().forEach(child -> group(child, export, into, seen));
        }
        Map<String, @Nullable Object> vars = export ? plain(layers.ofGroup(name)) : Map.of();
        if (!vars.isEmpty()) {
            parts.put("vars", vars);
        }
        if (!parts.isEmpty()) {
            into.put(name, parts);
        }
    }

    /** {@code --list --yaml}: as a YAML inventory has it; a host's variables stand where it comes first. */
    public String yaml(boolean export) {
        Map<String, @Nullable Object> all = new TreeMap<>();
        all.put("all", yamlGroup("all", export, new HashSet<>()));
        return writer().write(all);
    }

    private Map<String, @Nullable Object> yamlGroup(String name, boolean export, Set<String> seen) {
        Map<String, @Nullable Object> parts = new TreeMap<>();
        Group group = inventory.group(name);
        if (group == null) {
            return parts;
        }
        Map<String, @Nullable Object> children = new TreeMap<>();
        group.children().forEach(child -> children.put(child, yamlGroup(child, export, seen)));
        Map<String, @Nullable Object> hosts = new TreeMap<>();
        if (!name.equals("all")) {
            group.hosts().forEach(host -> hosts.put(host, seen.add(host) ? hostVars(host, export) : Map.of()));
        }
        Map<String, Map<String, @Nullable Object>> all =
                Map.of("children", children, "hosts", hosts, "vars", export ? plain(layers.ofGroup(name)) : Map.of());
        all.forEach((part, content) -> {
            if (!content.isEmpty()) {
                parts.put(part, content);
            }
        });
        return parts;
    }

    private static YamlWriter writer() {
        return new YamlWriter(2, 80, true, false);
    }

    /** {@code --host NAME --yaml}. */
    public String hostYaml(String name, boolean export) {
        return writer().write(hostVars(known(name).name(), export));
    }

    /** {@code --host NAME}. */
    public String host(String name, boolean export) {
        return JsonWriter.pretty(hostVars(known(name).name(), export));
    }

    private Host known(String name) {
        Host host = inventory.host(name);
        if (host == null) {
            List<String> names = inventory.hosts().stream().map(Host::name).toList();
            String close = Names.closest(name, names);
            throw Problem.of("no-host", "there is no host '" + name + "' in the inventory", null,
                    close == null ? null : "did you mean '" + close + "'?").exception();
        }
        return host;
    }

    private Map<String, @Nullable Object> hostVars(String host, boolean export) {
        if (export) {
            return plain(layers.ofHostAlone(host));
        }
        Map<String, Value> all = new LinkedHashMap<>();
        layers.of(host).forEach(layer -> all.putAll(layer.values()));
        all.putAll(extra);
        return plain(all);
    }

    private static Map<String, @Nullable Object> plain(Map<String, Value> values) {
        Map<String, @Nullable Object> plain = new TreeMap<>();
        values.forEach((name, value) -> plain.put(name, value instanceof Value.Written written ? plain(written.node()) : value.raw()));
        return plain;
    }

    /** As Ansible's JSON has it: what is encrypted or unsafe says so. */
    static @Nullable Object plain(Node node) {
        return switch (node) {
            case Node.Scalar scalar when scalar.tag().equals("!vault") || scalar.tag().equals("!vault-encrypted") ->
                Map.of("__ansible_vault", scalar.text());
            case Node.Scalar scalar when scalar.unsafe() -> Map.of("__ansible_unsafe", scalar.text());
            case Node.Scalar scalar -> scalar.value();
            case Node.Items items -> {
                List<@Nullable Object> list = new ArrayList<>();
                items.items().forEach(item -> list.add(plain(item)));
                yield list;
            }
            case Node.Dict dict -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                dict.entries().forEach(entry -> map.put(entry.key().value(), plain(entry.value())));
                yield map;
            }
        };
    }

    /** {@code --graph}: the tree below a group; with {@code --vars} each host's and group's variables, too. */
    public String graph(String group, boolean vars) {
        if (inventory.group(group) == null) {
            String close = Names.closest(group, inventory.groups().stream().map(Group::name).toList());
            throw Problem.of("no-group", "there is no group '" + group + "' in the inventory", null,
                    close == null ? null : "did you mean '" + close + "'?").exception();
        }
        List<String> lines = new ArrayList<>();
        graph(group, 0, vars, lines);
        return String.join("\n", lines);
    }

    private void graph(String name, int depth, boolean vars, List<String> lines) {
        Group group = inventory.group(name);
        if (group == null) {
            return;
        }
        lines.add(branch("@" + name + ":", depth));
        group.children().forEach(child -> graph(child, depth + 1, vars, lines));
        for (String host : name.equals("all") ? List.<String>of() : group.hosts()) {
            lines.add(branch(host, depth + 1));
            if (vars) {
                hostVars(host, false).forEach((key, value) -> lines.add(variable(key, value, depth + 2)));
            }
        }
        if (vars) {
            plain(layers.ofGroup(name)).forEach((key, value) -> lines.add(variable(key, value, depth + 1)));
        }
    }

    private static String variable(String name, @Nullable Object value, int depth) {
        Object shown = value instanceof Map<?, ?> map && map.size() == 1 && map.get("__ansible_unsafe") != null
                ? map.get("__ansible_unsafe")
                : value;
        return branch("{" + name + " = " + Values.str(shown) + "}", depth);
    }

    private static String branch(String text, int depth) {
        return depth == 0 ? text : "  |".repeat(depth) + "--" + text;
    }
}
