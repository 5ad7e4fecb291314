package jplay.runner.inventory;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.Problems;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.Value;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** Reads the YAML form: groups with hosts, vars and children. */
final class YamlInventory {
    private static final List<String> KEYS = List.of("hosts", "vars", "children");

    private final InventoryBuilder into;
    private final InventorySource source;
    private final Problems problems;

    YamlInventory(InventoryBuilder into, InventorySource source, Problems problems) {
        this.into = into;
        this.source = source;
        this.problems = problems;
    }

    void read(@Nullable Node root, String file) {
        if (root == null || isNull(root)) {
            problems.add(Problem.of("inventory-empty", "this inventory is empty", SourceSpan.file(file),
                    "write 'all:' with 'hosts:' below it"));
        } else if (!(root instanceof Node.Dict groups)) {
            problems.add(Problem.of("inventory-yaml", "an inventory is a dict of groups", root.span(),
                    "write 'all:' with 'hosts:' below it"));
        } else if (groups.get("plugin") instanceof Node.Scalar plugin) {
            problems.add(Problem.of("inventory-plugin", "the inventory plugin '" + plugin.text() + "' is not supported",
                    plugin.span(), "an executable file that prints the inventory as JSON can take its place"));
        } else {
            groups.entries().forEach(this::group);
        }
    }

    private static boolean isNull(Node node) {
        return node instanceof Node.Scalar scalar && scalar.value() == null;
    }

    private boolean group(Node.Entry entry) {
        String name = entry.key().text();
        if (!(entry.value() instanceof Node.Dict) && !isNull(entry.value())) {
            problems.warn(Problem.of("inventory-group", "'" + name + "' is skipped: a group is a dict", entry.value().span(),
                    "its keys are hosts, vars and children"));
            return false;
        }
        into.addGroup(name);
        if (entry.value() instanceof Node.Dict dict) {
            dict.entries().forEach(part -> part(name, part));
        }
        return true;
    }

    private void part(String group, Node.Entry part) {
        String key = part.key().text();
        if (!KEYS.contains(key)) {
            String close = Names.closest(key, KEYS);
            problems.warn(Problem.of("inventory-group", "'" + key + "' is skipped: a group has hosts, vars and children",
                    part.key().span(), close == null ? null : "did you mean '" + close + "'?"));
            return;
        }
        Node.Dict dict = dict(group, part);
        if (dict == null) {
            return;
        }
        switch (key) {
            case "hosts" -> dict.entries().forEach(host -> host(group, host));
            case "vars" -> dict.entries().forEach(each -> GroupPriority.set(into, group, each.key().text(), each.value(), problems));
            default -> dict.entries().forEach(child -> child(group, child));
        }
    }

    /** A single name stands for a dict with that key. */
    private Node.@Nullable Dict dict(String group, Node.Entry part) {
        String key = part.key().text();
        if (part.value() instanceof Node.Dict dict) {
            return dict;
        }
        if (part.value() instanceof Node.Scalar scalar && !key.equals("vars")) {
            return scalar.value() == null ? null
                    : new Node.Dict(List.of(new Node.Entry(scalar, new Node.Scalar("", null, "", scalar.span()))), scalar.span());
        }
        if (!isNull(part.value())) {
            problems.add(Problem.of("inventory-yaml", "'" + key + "' of group '" + group + "' must be a dict", part.value().span(),
                    key.equals("vars") ? "write 'name: value', without a dash" : "write each as 'name:', without a dash"));
        }
        return null;
    }

    private void child(String group, Node.Entry child) {
        String name = child.key().text();
        if (group(child)) {
            List<String> circle = into.addChild(group, name);
            if (circle != null) {
                problems.add(Problem.of("cyclic-group", "group '" + group + "' would hold itself: "
                        + String.join(" → ", circle) + " → " + circle.get(0), child.key().span(), "take one of these out of the other"));
            }
        }
    }

    private void host(String group, Node.Entry entry) {
        Map<String, Value> vars = new LinkedHashMap<>();
        if (entry.value() instanceof Node.Dict dict) {
            dict.entries().forEach(each -> vars.put(each.key().text(), Value.of(each.value())));
        } else if (!isNull(entry.value())) {
            problems.add(Problem.of("inventory-yaml", "the variables of host '" + entry.key().text() + "' must be a dict",
                    entry.value().span(), "write 'name: value' on lines of their own"));
            return;
        }
        try {
            HostNames.Expanded hosts = HostNames.expand(entry.key().text());
            if (hosts.port() != null) {
                vars.putIfAbsent("ansible_port",
                        Value.of(new Node.Scalar(hosts.port().toString(), (long) hosts.port(), "", entry.key().span())));
            }
            hosts.names().forEach(name -> into.addHost(name, group, vars, source));
        } catch (BadName e) {
            problems.add(Problem.of("inventory-host", String.valueOf(e.getMessage()), entry.key().span(), e.help()));
        }
    }
}
