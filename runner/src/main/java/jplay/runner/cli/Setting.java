package jplay.runner.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a configuration file and the environment can set, by Ansible's names. */
enum Setting {
    INVENTORY("defaults", "inventory", Kind.PATHS),
    ROLES_PATH("defaults", "roles_path", Kind.PATHS),
    LIBRARY("defaults", "library", Kind.PATHS),
    FORKS("defaults", "forks", Kind.NUMBER),
    REMOTE_USER("defaults", "remote_user", Kind.TEXT),
    PRIVATE_KEY_FILE("defaults", "private_key_file", Kind.PATH),
    HOST_KEY_CHECKING("defaults", "host_key_checking", Kind.TRUTH),
    TIMEOUT("defaults", "timeout", Kind.NUMBER),
    TRANSPORT("defaults", "transport", Kind.TEXT),
    GATHERING("defaults", "gathering", Kind.TEXT),
    FACT_CACHING("defaults", "fact_caching", Kind.TEXT, "CACHE_PLUGIN"),
    FACT_CACHING_CONNECTION("defaults", "fact_caching_connection", Kind.PATH, "CACHE_PLUGIN_CONNECTION"),
    FACT_CACHING_TIMEOUT("defaults", "fact_caching_timeout", Kind.NUMBER, "CACHE_PLUGIN_TIMEOUT"),
    HASH_BEHAVIOUR("defaults", "hash_behaviour", Kind.TEXT),
    FORCE_HANDLERS("defaults", "force_handlers", Kind.TRUTH),
    STRATEGY("defaults", "strategy", Kind.TEXT),
    ANY_ERRORS_FATAL("defaults", "any_errors_fatal", Kind.TRUTH),
    ERROR_ON_MISSING_HANDLER("defaults", "error_on_missing_handler", Kind.TRUTH),
    NO_LOG("defaults", "no_log", Kind.TRUTH),
    MANAGED("defaults", "ansible_managed", Kind.TEXT),
    ASK_PASS("defaults", "ask_pass", Kind.TRUTH),
    CONNECTION_PASSWORD_FILE("defaults", "connection_password_file", Kind.PATH),
    VAULT_PASSWORD_FILE("defaults", "vault_password_file", Kind.PATH),
    VAULT_IDENTITY_LIST("defaults", "vault_identity_list", Kind.LIST),
    VAULT_ENCRYPT_IDENTITY("defaults", "vault_encrypt_identity", Kind.TEXT),
    EDITOR("defaults", "editor", Kind.TEXT),
    ASK_VAULT_PASS("defaults", "ask_vault_pass", Kind.TRUTH),
    VERBOSITY("defaults", "verbosity", Kind.NUMBER),
    GALAXY_SERVER("galaxy", "server", Kind.TEXT),
    NOCOLOR("defaults", "nocolor", Kind.TRUTH),
    DIFF_ALWAYS("diff", "always", Kind.TRUTH),
    BECOME("privilege_escalation", "become", Kind.TRUTH),
    BECOME_USER("privilege_escalation", "become_user", Kind.TEXT),
    BECOME_METHOD("privilege_escalation", "become_method", Kind.TEXT),
    BECOME_ASK_PASS("privilege_escalation", "become_ask_pass", Kind.TRUTH),
    BECOME_PASSWORD_FILE("defaults", "become_password_file", Kind.PATH),
    SSH_ARGS("ssh_connection", "ssh_args", Kind.TEXT),
    SSH_COMMON_ARGS("ssh_connection", "ssh_common_args", Kind.TEXT),
    SSH_EXTRA_ARGS("ssh_connection", "ssh_extra_args", Kind.TEXT),
    RUN_TAGS("tags", "run", Kind.LIST),
    SKIP_TAGS("tags", "skip", Kind.LIST);

    /** How a value's text is understood; a path is relative to the file it stands in. */
    enum Kind { TEXT, NUMBER, TRUTH, LIST, PATH, PATHS }

    private final String section;
    private final String key;
    private final Kind kind;
    private final @Nullable String environmentName;

    Setting(String section, String key, Kind kind) {
        this(section, key, kind, null);
    }

    Setting(String section, String key, Kind kind, @Nullable String environmentName) {
        this.section = section;
        this.key = key;
        this.kind = kind;
        this.environmentName = environmentName;
    }

    String section() {
        return section;
    }

    String key() {
        return key;
    }

    Kind kind() {
        return kind;
    }

    /** Names of variables, the strongest first. */
    List<String> variables() {
        String name = environmentName == null ? name() : environmentName;
        return List.of("JPLAY_" + name, "ANSIBLE_" + name);
    }
}
