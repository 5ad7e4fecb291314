package jplay.runner.execute;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.model.Attributes;
import jplay.runner.source.Node;
import jplay.runner.source.Value;
import jplay.runner.vars.Layer;
import jplay.runner.vars.Level;
import jplay.runner.vars.Vars;
import org.jspecify.annotations.Nullable;

/**
 * How a host is connected to, for roles to read: what keywords and options say, under the names of the variables that would
 * say it, and each of these under its older name. The weakest of all variables, so that nothing is decided by them.
 */
final class ConnectionVars {
    private static final String ORIGIN = "how the host is connected to";
    /** Either stands for the other. */
    private static final List<List<String>> NAMES = List.of(
            List.of("ansible_host", "ansible_ssh_host"),
            List.of("ansible_user", "ansible_ssh_user"),
            List.of("ansible_port", "ansible_ssh_port"),
            List.of("ansible_ssh_private_key_file", "ansible_private_key_file"));

    private final RunOptions options;

    ConnectionVars(RunOptions options) {
        this.options = options;
    }

    /** @param known all stronger variables */
    Layer of(String host, Attributes at, Vars known) {
        Map<String, Value> values = new LinkedHashMap<>();
        put(values, "ansible_host", host);
        put(values, "ansible_connection", connection());
        put(values, "ansible_timeout", (long) options.timeout());
        put(values, "ansible_ssh_timeout", (long) options.timeout());
        put(values, "ansible_pipelining", false);
        put(values, "ansible_ssh_pipelining", false);
        put(values, "ansible_shell_executable", "/bin/sh");
        put(values, "ansible_user", options.remoteUser());
        put(values, "ansible_ssh_private_key_file", options.privateKey());
        keyword(values, "ansible_connection", at.nearest("connection"));
        keyword(values, "ansible_user", at.nearest("remote_user"));
        keyword(values, "ansible_port", at.nearest("port"));
        for (List<String> pair : NAMES) {
            alias(values, known, pair.getFirst(), pair.getLast());
            alias(values, known, pair.getLast(), pair.getFirst());
        }
        return new Layer(Level.COMMAND_LINE, values);
    }

    private String connection() {
        @Nullable String kind = options.connection();
        return kind == null || kind.equals("smart") ? "ssh" : kind;
    }

    private static void put(Map<String, Value> values, String name, @Nullable Object value) {
        if (value != null) {
            values.put(name, Value.of(value, ORIGIN));
        }
    }

    /** A keyword that asks for the variable itself says nothing of it. */
    private static void keyword(Map<String, Value> values, String name, @Nullable Node node) {
        if (node instanceof Node.Scalar scalar && !scalar.text().contains(name)) {
            values.put(name, scalar.text().equals("smart") ? Value.of("ssh", ORIGIN) : Value.of(node));
        }
    }

    private static void alias(Map<String, Value> values, Vars known, String from, String to) {
        @Nullable Value value = known.get(from);
        value = value != null ? value : values.get(from);
        if (value != null && known.get(to) == null) {
            values.put(to, value);
        }
    }
}
