package jplay.runner.model;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keywords of plays, roles, blocks, tasks and handlers: Ansible's. */
public final class Keywords {
    private static final String ACCELERATE = "Ansible removed it, and refuses it itself";
    private static final Set<String> COMMON = Set.of(
            "any_errors_fatal", "become", "become_exe", "become_flags", "become_method", "become_user", "check_mode",
            "collections", "connection", "debugger", "diff", "environment", "ignore_errors", "ignore_unreachable",
            "module_defaults", "name", "no_log", "port", "remote_user", "run_once", "tags", "throttle", "timeout",
            "vars");

    public static final Set<String> PLAY = with(COMMON,
            "fact_path", "force_handlers", "gather_facts", "gather_subset", "gather_timeout", "handlers", "hosts",
            "max_fail_percentage", "order", "post_tasks", "pre_tasks", "roles", "serial", "strategy", "tasks", "user",
            "vars_files", "vars_prompt");

    public static final Set<String> BLOCK =
            with(COMMON, "always", "block", "delegate_facts", "delegate_to", "notify", "rescue", "when");

    public static final Set<String> ROLE = with(COMMON, "delegate_facts", "delegate_to", "role", "when");

    public static final Set<String> TASK = with(COMMON,
            "action", "args", "async", "changed_when", "delay", "delegate_facts", "delegate_to", "failed_when",
            "local_action", "loop", "loop_control", "notify", "poll", "register", "retries", "until", "when");

    public static final Set<String> HANDLER = with(TASK, "listen");

    /** Those of a task that act on the task itself and are not handed down from block, role or play. */
    private static final Set<String> OWN = Set.of("name", "vars", "tags", "when", "environment", "module_defaults");

    public static final Set<String> LOOP_CONTROL =
            Set.of("loop_var", "index_var", "label", "pause", "extended", "extended_allitems", "break_when");

    /** Actions that the runner itself carries out, besides the modules. */
    public static final Set<String> ACTIONS = Set.of(
            "include_tasks", "import_tasks", "include_role", "import_role", "meta", "include");

    /** The actions of {@code meta}. */
    public static final List<String> META = List.of(
            "flush_handlers", "noop", "clear_facts", "clear_host_errors", "end_play", "end_host", "end_batch", "end_role",
            "reset_connection", "refresh_inventory");

    /** Keywords that are refused, and why. */
    public static final Map<String, String> REFUSED = Map.of(
            "accelerate", ACCELERATE, "accelerate_ipv6", ACCELERATE, "accelerate_port", ACCELERATE);

    /** The parameters of what the runner itself carries out. */
    public static final Map<String, Set<String>> ACTION_PARAMETERS = Map.of(
            "include_tasks", Set.of(Task.FREE_FORM, "file", "apply"),
            "import_tasks", Set.of(Task.FREE_FORM, "file"),
            "include", Set.of(Task.FREE_FORM, "file"),
            "include_role", Set.of("name", "role", "tasks_from", "vars_from", "defaults_from", "handlers_from", "apply",
                    "public", "allow_duplicates", "rolespec_validate"),
            "import_role", Set.of("name", "role", "tasks_from", "vars_from", "defaults_from", "handlers_from",
                    "allow_duplicates", "rolespec_validate"),
            "import_playbook", Set.of(Task.FREE_FORM),
            "meta", Set.of(Task.FREE_FORM));

    private Keywords() {}

    /** Whether the nearest level that has it decides, rather than all levels adding up. */
    static boolean nearestWins(String keyword) {
        return !OWN.contains(keyword);
    }

    private static Set<String> with(Set<String> base, String... more) {
        Set<String> all = new HashSet<>(base);
        all.addAll(Set.of(more));
        return Set.copyOf(all);
    }
}
