package jplay.runner.vars;

/** Ansible's precedence of variables, the weakest first; what no playbook can override comes last. */
public enum Level {
    COMMAND_LINE("command line values"),
    ROLE_DEFAULTS("role defaults"),
    INVENTORY_FILE_GROUP("group variables of the inventory file"),
    INVENTORY_GROUP_ALL("inventory group_vars/all"),
    PLAYBOOK_GROUP_ALL("playbook group_vars/all"),
    INVENTORY_GROUPS("inventory group_vars"),
    PLAYBOOK_GROUPS("playbook group_vars"),
    INVENTORY_FILE_HOST("host variables of the inventory file"),
    INVENTORY_HOST("inventory host_vars"),
    PLAYBOOK_HOST("playbook host_vars"),
    FACTS("facts"),
    PLAY_VARS("play vars"),
    PLAY_PROMPT("vars_prompt"),
    PLAY_FILES("vars_files"),
    ROLE_VARS("role vars"),
    BLOCK_VARS("block vars"),
    TASK_VARS("task vars"),
    INCLUDE_VARS("include_vars"),
    SET_FACTS("set_fact and register"),
    ROLE_PARAMS("role parameters"),
    INCLUDE_PARAMS("include parameters"),
    EXTRA_VARS("extra vars"),
    MAGIC("magic variables"),
    LOOP("loop variables");

    private final String words;

    Level(String words) {
        this.words = words;
    }

    /** As messages and {@code jplay vars} call it. */
    public String words() {
        return words;
    }
}
