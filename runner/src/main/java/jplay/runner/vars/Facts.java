package jplay.runner.vars;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import jplay.runner.source.Value;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a host: as variables under their own names and, with the prefix taken off, as {@code ansible_facts}.
 *
 * @param raw by their names as gathered
 * @param values what they are as variables
 */
public record Facts(Map<String, @Nullable Object> raw, Map<String, Value> values) {
    private static final String PREFIX = "ansible_";
    private static final Set<String> NOT_FROM_A_HOST = Set.of(
            "ansible_connection", "ansible_host", "ansible_port", "ansible_user", "ansible_password", "ansible_pass",
            "ansible_private_key_file", "ansible_shell_type", "ansible_shell_executable", "ansible_executable",
            "ansible_remote_tmp", "ansible_rsync_path", "ansible_playbook_python", "ansible_facts", "ansible_timeout",
            "hostvars", "groups", "group_names", "vars", "omit", "environment");

    public static final Facts NONE = of(Map.of());

    public static Facts of(Map<String, ? extends @Nullable Object> gathered) {
        Map<String, @Nullable Object> raw = new LinkedHashMap<>(gathered);
        Map<String, @Nullable Object> stripped = new LinkedHashMap<>();
        Map<String, Value> values = new HashMap<>();
        raw.forEach((name, value) -> {
            boolean strip = name.startsWith(PREFIX) && !name.equals("ansible_local");
            stripped.put(strip ? name.substring(PREFIX.length()) : name, value);
            if (mayComeFromHost(name)) {
                values.put(name, Value.of(value, "facts"));
            }
        });
        if (stripped.containsKey("ansible_local")) {
            stripped.putIfAbsent("local", stripped.get("ansible_local"));
        }
        values.put("ansible_facts", Value.of(Collections.unmodifiableMap(stripped), "facts"));
        return new Facts(Collections.unmodifiableMap(raw), values);
    }

    /** A host must not decide how jplay connects to it or what it runs there. */
    private static boolean mayComeFromHost(String name) {
        return !NOT_FROM_A_HOST.contains(name)
                && !name.startsWith("ansible_become")
                && (!name.startsWith("ansible_ssh_") || name.startsWith("ansible_ssh_host_key_"));
    }

    public boolean isEmpty() {
        return raw.isEmpty();
    }

    /** These facts with some added or replaced. */
    public Facts with(Map<String, ? extends @Nullable Object> more) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(raw);
        all.putAll(more);
        return of(all);
    }
}
