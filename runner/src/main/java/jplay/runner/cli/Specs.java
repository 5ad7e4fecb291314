package jplay.runner.cli;

import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The options of each command, given to picocli as data: reading annotations by reflection costs more at every start.
 * Only the command that was asked for is made.
 */
final class Specs {
    private final CommandSpec spec;

    private Specs(Command command) {
        spec = CommandSpec.create().name(command == Command.PLAY ? "jplay" : "jplay " + command.word());
        spec.usageMessage().description(upperFirst(command.summary()) + ".").sortOptions(false).abbreviateSynopsis(true);
    }

    static CommandSpec of(Command command) {
        Specs specs = new Specs(command);
        switch (command) {
            case PLAY -> specs.play();
            case DRIFT -> specs.drift();
            case REHEARSE -> specs.rehearse();
            case APPLY -> specs.apply();
            case ADHOC -> specs.adhoc();
            case DOC -> specs.doc();
            case VARS -> specs.inventoryOptions().flag("Verbose: where each value came from, too.", "-v", "--verbose").words("HOST [NAME]");
            case INVENTORY -> specs.inventory();
            case VAULT -> specs.vault();
            case ROLES -> specs.roles();
        }
        return specs.flag("Show the version.", "--version").flag("Show this help.", "-h", "--help").spec;
    }

    private void play() {
        words("PLAYBOOK").inventoryOptions().runOptions().tags()
                .flag("Show the hosts that each play matches, and do nothing.", "--list-hosts")
                .flag("Show the tasks that would run, and do nothing.", "--list-tasks")
                .flag("Show all tags, and do nothing.", "--list-tags")
                .flag("Check the playbooks, and do nothing.", "--syntax-check")
                .flag("With --check: exit code 2 where something would change, 1 where a host failed.", "--detailed-exitcode")
                .option("FILE", "With --check: write what would change to this file, for jplay apply.", "--plan-out")
                .option("NAME", "Start at the task of this name.", "--start-at-task")
                .flag("Ask before each task.", "--step")
                .flag("Run handlers on hosts with a failed task, too.", "--force-handlers")
                .flag("Forget cached facts.", "--flush-cache");
        spec.usageMessage().footer(commands());
    }

    private void drift() {
        words("PLAYBOOK").inventoryOptions().runOptions().tags();
        spec.usageMessage().footer("", "Runs the playbooks in check mode. Exit code 0 where nothing has drifted, 2 where something has,",
                "1 where a host failed, 4 where one was unreachable. With --junit, drift is a failure.");
    }

    private void rehearse() {
        words("PLAYBOOK").inventoryOptions().runOptions().tags();
        spec.usageMessage().footer("", "Exit code 0 where nothing failed, the check changed nothing, at least 99 % of the changes were foreseen,",
                "and at most 5 % of the tasks were left open.");
    }

    private void apply() {
        words("PLAN").list("VARS", "The extra variables that the plan was made with, again: their values are not in it.", "-e", "--extra-vars")
                .vaultOptions().runOptions();
        spec.usageMessage().footer("", "Looks first whether the hosts are as the plan saw them. One that is not is left as it is (exit code 2), and",
                "what moved is named. On the others a task does what the plan says it would; what the plan leaves open (maybe,",
                "open) may run. Playbooks, inventory, tags and limit are the plan's; call it from the same directory.");
    }

    private Specs tags() {
        return list("TAGS", "Only plays and tasks with these tags.", "-t", "--tags")
                .list("TAGS", "Only plays and tasks without these tags.", "--skip-tags");
    }

    private static String[] commands() {
        StringBuilder text = new StringBuilder("%nOther commands:%n");
        for (Command command : Command.values()) {
            if (command != Command.PLAY) {
                text.append(String.format("  jplay %-24s %s%%n", command.word() + " " + command.synopsis(), command.summary()));
            }
        }
        return text.append("%nExit codes: 0 all went well, 1 error, 2 failed hosts, 4 unreachable hosts or unreadable playbook,%n"
                + "5 bad options, 99 interrupted, 250 unexpected error.").toString().split("%n", -1);
    }

    private void adhoc() {
        words("PATTERN").inventoryOptions().runOptions()
                .option("MODULE", "The module (default: command).", "-m", "--module-name")
                .option("ARGS", "Its parameters: k=v …, or JSON.", "-a", "--args")
                .flag("Show the hosts that match, and do nothing.", "--list-hosts")
                .option("SECONDS", "Run it as a job of the hosts that may take so long.", "-B", "--background")
                .option("SECONDS", "How often to look at that job; 0 is not to wait for it.", "-P", "--poll")
                .option("SECONDS", "How long the task may take.", "--task-timeout")
                .flag("One line a host.", "-o", "--one-line");
    }

    private void doc() {
        words("MODULE")
                .flag("List the modules, as without a name.", "-l", "--list")
                .flag("As JSON.", "-j", "--json")
                .flag("Print a JSON schema of playbooks, for editors.", "--schema")
                .option("DIR", "Write a page for each module to this directory.", "--markdown")
                .option("FILE", "Write what there is of Ansible's language to this file.", "--compatibility");
    }

    private void inventory() {
        words("PATTERN").inventoryOptions()
                .flag("All groups, hosts and variables as JSON.", "--list")
                .flag("The groups as a tree.", "--graph")
                .option("NAME", "One host's variables.", "--host")
                .flag("With --list: variables where they were set, rather than merged for each host.", "--export")
                .flag("With --graph: variables, too.", "--vars")
                .flag("YAML rather than JSON.", "-y", "--yaml")
                .option("FILE", "With --list: write it to this file.", "--output")
                .flags("Say more.", "-v", "--verbose");
    }

    private void vault() {
        words("ACTION [FILE]").vaultOptions()
                .option("ID", "The vault id to encrypt with, where several are given.", "--encrypt-vault-id")
                .option("FILE", "encrypt, decrypt, encrypt-string: write here; - is standard output.", "--output")
                .option("ID@SOURCE", "rekey: the new vault id and where its password is.", "--new-vault-id")
                .option("FILE", "rekey: a file with the new password.", "--new-vault-password-file")
                .flag("encrypt-string: ask for the value.", "-p", "--prompt")
                .flag("encrypt-string: show what is typed.", "--show-input")
                .list("NAME", "encrypt-string: the variable's name; may be repeated.", "-n", "--name")
                .option("NAME", "encrypt-string: the variable's name for the value on standard input.", "--stdin-name")
                .flags("Say more.", "-v", "--verbose");
        spec.usageMessage().footer("%nActions:",
                "  create FILE           edit a new file and encrypt it",
                "  encrypt [FILE…]       encrypt files, or standard input",
                "  decrypt [FILE…]       decrypt them",
                "  view FILE…            show what is in them",
                "  edit FILE…            change what is in them, with $EDITOR",
                "  rekey FILE…           encrypt them with another password",
                "  encrypt-string [TEXT…]  encrypt values, for a file of variables");
    }

    private void roles() {
        words("ACTION [NAME]")
                .option("FILE", "install: the roles of this file.", "-r", "--role-file")
                .option("DIR", "Where roles are kept (default: ~/.ansible/roles, or the configuration's roles_path).", "-p", "--roles-path")
                .flag("install: in the place of those that are there.", "-f", "--force")
                .flag("install: without what they depend on.", "-n", "--no-deps")
                .flag("install: go on where one cannot be had, and end with 0.", "-i", "--ignore-errors")
                .flags("Say more.", "-v", "--verbose");
        spec.usageMessage().footer("%nActions:",
                "  install SRC[,VERSION[,NAME]]…  from a git repository, a tarball, a directory, or NAMESPACE.NAME of Galaxy",
                "  install -r requirements.yml   all of a file",
                "  list [NAME…]                  what is there",
                "  remove NAME…                  remove them");
    }

    private Specs vaultOptions() {
        return list("ID@SOURCE", "A vault's name and where its password is: a file, a program or 'prompt'.", "--vault-id")
                .list("FILE", "A file with the vault's password, or a program that prints it.", "--vault-password-file", "--vault-pass-file")
                .flag("Ask for the vault's password.", "-J", "--ask-vault-password", "--ask-vault-pass");
    }

    private Specs inventoryOptions() {
        return list("FILE", "An inventory file, directory, or a comma-separated list of hosts; may be repeated.",
                        "-i", "--inventory", "--inventory-file")
                .list("PATTERN", "Only hosts that match, too.", "-l", "--limit")
                .list("VARS", "Variables: k=v, JSON, YAML, or @file.", "-e", "--extra-vars")
                .vaultOptions()
                .option("DIR", "The directory that group_vars and host_vars are looked for in.", "--playbook-dir");
    }

    private Specs runOptions() {
        return flag("Show what would be changed, and change nothing.", "-C", "--check")
                .flag("Show what changes in files.", "-D", "--diff")
                .option("N", "At most so many hosts at once (default: all).", "-f", "--forks")
                .option("USER", "Connect as this user.", "-u", "--user")
                .flag("Ask for the connection's password.", "-k", "--ask-pass")
                .option("FILE", "A file with the connection's password.", "--connection-password-file", "--conn-pass-file")
                .option("FILE", "Connect with this private key.", "--private-key", "--key-file")
                .option("TYPE", "ssh, local, chroot, nspawn, docker, podman, kubectl …", "-c", "--connection")
                .option("SECONDS", "How long a connection may take.", "-T", "--timeout")
                .option("ARGS", "Options for ssh.", "--ssh-common-args")
                .option("ARGS", "More options for ssh.", "--ssh-extra-args")
                .option("ARGS", "Taken and not needed: there is no sftp.", "--sftp-extra-args")
                .option("ARGS", "Taken and not needed: there is no scp.", "--scp-extra-args")
                .flag("Become another user.", "-b", "--become")
                .option("METHOD", "sudo, su or doas.", "--become-method")
                .option("USER", "The user to become (default: root).", "--become-user")
                .flag("Ask for the password to become another user.", "-K", "--ask-become-pass")
                .option("FILE", "A file with that password.", "--become-password-file", "--become-pass-file")
                .list("DIR", "Where further modules are.", "-M", "--module-path")
                .option("FORM", "human or jsonl: one JSON object an event.", "--output")
                .option("FILE", "Write a JUnit report, too.", "--junit")
                .flags("Say more; up to -vvv.", "-v", "--verbose");
    }

    private Specs flag(String description, String... names) {
        spec.addOption(OptionSpec.builder(names).arity("0").type(boolean.class).description(description).build());
        return this;
    }

    private Specs flags(String description, String... names) {
        spec.addOption(OptionSpec.builder(names).arity("0").type(boolean[].class).description(description).build());
        return this;
    }

    private Specs option(String label, String description, String... names) {
        spec.addOption(OptionSpec.builder(names).arity("1").type(String.class).paramLabel(label).description(description).build());
        return this;
    }

    private Specs list(String label, String description, String... names) {
        spec.addOption(OptionSpec.builder(names).arity("1").type(List.class).auxiliaryTypes(String.class)
                .paramLabel(label).description(description).build());
        return this;
    }

    private Specs words(String label) {
        spec.addPositional(PositionalParamSpec.builder().index("0..*").arity("0..*").type(List.class)
                .auxiliaryTypes(String.class).paramLabel(label).build());
        return this;
    }

    private static String upperFirst(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
