package jplay.runner.execute;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Values;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/**
 * What {@code lookup('config', NAME)} answers: the settings of Ansible's that mean something here, from the environment,
 * else as Ansible has them.
 */
final class AnsibleSettings {
    private record Setting(String variable, @Nullable Object otherwise) {}

    private static final Map<String, Setting> KNOWN = Map.ofEntries(
            Map.entry("DEFAULT_ROLES_PATH", new Setting("ANSIBLE_ROLES_PATH",
                    List.of("~/.ansible/roles", "/usr/share/ansible/roles", "/etc/ansible/roles"))),
            Map.entry("DEFAULT_FORKS", new Setting("ANSIBLE_FORKS", 5L)),
            Map.entry("DEFAULT_TIMEOUT", new Setting("ANSIBLE_TIMEOUT", 10L)),
            Map.entry("DEFAULT_REMOTE_USER", new Setting("ANSIBLE_REMOTE_USER", null)),
            Map.entry("DEFAULT_BECOME", new Setting("ANSIBLE_BECOME", false)),
            Map.entry("DEFAULT_BECOME_USER", new Setting("ANSIBLE_BECOME_USER", "root")),
            Map.entry("DEFAULT_BECOME_METHOD", new Setting("ANSIBLE_BECOME_METHOD", "sudo")),
            Map.entry("DEFAULT_HOST_LIST", new Setting("ANSIBLE_INVENTORY", List.of("/etc/ansible/hosts"))),
            Map.entry("DEFAULT_MANAGED_STR", new Setting("", "Ansible managed")),
            Map.entry("DEFAULT_HASH_BEHAVIOUR", new Setting("", "replace")),
            Map.entry("DEFAULT_JINJA2_NATIVE", new Setting("", true)),
            Map.entry("DEFAULT_GATHERING", new Setting("ANSIBLE_GATHERING", "implicit")),
            Map.entry("DEFAULT_STRATEGY", new Setting("ANSIBLE_STRATEGY", "linear")),
            Map.entry("HOST_KEY_CHECKING", new Setting("ANSIBLE_HOST_KEY_CHECKING", true)),
            Map.entry("RETRY_FILES_ENABLED", new Setting("", false)));

    private AnsibleSettings() {}

    static List<@Nullable Object> lookup(List<@Nullable Object> terms, Map<String, @Nullable Object> options) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Object term : terms) {
            @Nullable Setting setting = KNOWN.get(Values.str(term));
            if (setting != null) {
                values.add(value(setting));
            } else if (!Set.of("skip", "warn").contains(Values.str(options.getOrDefault("on_missing", "error")))) {
                @Nullable String close = Names.closest(Values.str(term), KNOWN.keySet());
                throw new ExpressionException("there is no setting " + Values.repr(term) + (close == null ? "" : ", did you mean '" + close + "'?"));
            }
        }
        return values;
    }

    private static @Nullable Object value(Setting setting) {
        @Nullable String given = setting.variable().isEmpty() ? null : System.getenv(setting.variable());
        if (given == null || given.isEmpty()) {
            return setting.otherwise();
        }
        return switch (setting.otherwise()) {
            case Long number -> given.matches("\\d{1,9}") ? (Object) Long.valueOf(given) : given;
            case Boolean truth -> Set.of("true", "yes", "on", "1").contains(given.toLowerCase(java.util.Locale.ROOT));
            case List<?> list -> List.of(given.split("[:,]"));
            case null, default -> given;
        };
    }
}
