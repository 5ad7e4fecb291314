package jplay.runner.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.connection.Secret;
import jplay.runner.event.Redactor;
import jplay.runner.execute.PlayDefaults;
import jplay.runner.execute.RunOptions;
import jplay.runner.source.Inputs;
import org.jspecify.annotations.Nullable;

/** Makes an {@link Invocation} of flags and configuration; asks for the passwords that are to be asked for. */
final class Invocations {
    private static final int DEFAULT_TIMEOUT = 10;
    private final Parsed flags;
    private final Config config;
    private final Map<String, String> environment;
    private final Path directory;
    private final @Nullable Path home;
    private final Passwords passwords;

    Invocations(Parsed flags, Config config, Map<String, String> environment, Path directory, Prompt prompt, Redactor redactor) {
        this.flags = flags;
        this.config = config;
        this.environment = environment;
        this.directory = directory;
        this.passwords = new Passwords(environment, directory, prompt, redactor);
        String where = System.getProperty("jplay.home", "");
        this.home = where.isEmpty() ? null : Path.of(where);
    }

    Invocation make() {
        return new Invocation(
                options(), directory, inventories(), flags.texts("--extra-vars"), show(),
                rolesPath(),
                paths(flags.texts("--module-path"), Setting.LIBRARY, null),
                passwords.vaults(flags, config, false), facts(), text(Setting.HASH_BEHAVIOUR, "replace"), path(flags.text("--playbook-dir")), home,
                output(), path(flags.text("--junit")), detailed(), false, planOut());
    }

    private @Nullable Path planOut() {
        @Nullable Path file = path(flags.text("--plan-out"));
        if (file != null && !flags.has("--check")) {
            throw new UsageException("--plan-out goes with --check");
        }
        return file;
    }

    private boolean detailed() {
        if (flags.has("--detailed-exitcode") && !flags.has("--check")) {
            throw new UsageException("--detailed-exitcode goes with --check");
        }
        return flags.has("--detailed-exitcode");
    }

    private RunOptions options() {
        @Nullable Secret connection = secret("--ask-pass", Setting.ASK_PASS, "--connection-password-file", Setting.CONNECTION_PASSWORD_FILE, "SSH password");
        @Nullable Secret become = secret("--ask-become-pass", Setting.BECOME_ASK_PASS, "--become-password-file", Setting.BECOME_PASSWORD_FILE,
                connection == null ? "BECOME password" : "BECOME password (empty: the SSH password)");
        boolean same = become != null && become.chars().length == 0;
        return new RunOptions(
                flags.has("--check"), flags.has("--diff") || config.truth(Setting.DIFF_ALWAYS, false), forks(), limit(),
                tags("--tags", Setting.RUN_TAGS), tags("--skip-tags", Setting.SKIP_TAGS), flags.text("--start-at-task"),
                flags.has("--step"), flags.has("--force-handlers") || config.truth(Setting.FORCE_HANDLERS, false), true,
                text("--user", Setting.REMOTE_USER), expanded("--private-key", Setting.PRIVATE_KEY_FILE), connection,
                flags.has("--become") || config.truth(Setting.BECOME, false),
                text("--become-user", Setting.BECOME_USER), text("--become-method", Setting.BECOME_METHOD),
                same ? connection : become, text("--connection", Setting.TRANSPORT), sshArgs(),
                number("--timeout", Setting.TIMEOUT, DEFAULT_TIMEOUT, 1), config.truth(Setting.HOST_KEY_CHECKING, true),
                Math.max(flags.count("--verbose"), config.number(Setting.VERBOSITY, 0)), environment, defaults());
    }

    private PlayDefaults defaults() {
        PlayDefaults none = PlayDefaults.NONE;
        @Nullable String strategy = config.text(Setting.STRATEGY);
        @Nullable String managed = config.text(Setting.MANAGED);
        return new PlayDefaults(
                strategy == null ? none.strategy() : strategy, config.truth(Setting.ANY_ERRORS_FATAL, none.anyErrorsFatal()),
                config.truth(Setting.ERROR_ON_MISSING_HANDLER, none.missingHandlers()),
                config.truth(Setting.NO_LOG, none.noLog()), managed == null ? none.managed() : managed);
    }

    private int forks() {
        return number("--forks", Setting.FORKS, 0, 1);
    }

    private @Nullable String limit() {
        List<String> limits = flags.texts("--limit");
        return limits.isEmpty() ? null : String.join(",", limits);
    }

    /** {@code -i}, else the configuration's, else the lab's of this directory or of jplay's own. */
    private List<String> inventories() {
        List<String> given = flags.texts("--inventory").isEmpty() ? config.list(Setting.INVENTORY) : flags.texts("--inventory");
        if (!given.isEmpty()) {
            return given;
        }
        for (Path base : home == null ? List.of(directory) : List.of(directory, home)) {
            Path lab = base.resolve("inventory/lab");
            if (Files.exists(Inputs.at(lab))) {
                return List.of(base.equals(directory) ? "inventory/lab" : lab.toString());
            }
        }
        return List.of();
    }

    private Set<Invocation.Show> show() {
        Set<Invocation.Show> show = EnumSet.noneOf(Invocation.Show.class);
        Map.of("--syntax-check", Invocation.Show.SYNTAX, "--list-hosts", Invocation.Show.HOSTS, "--list-tasks", Invocation.Show.TASKS,
                "--list-tags", Invocation.Show.TAGS).forEach((flag, what) -> {
                    if (flags.has(flag)) {
                        show.add(what);
                    }
                });
        return show;
    }

    private List<String> tags(String option, Setting setting) {
        List<String> given = flags.texts(option).isEmpty() ? config.list(setting) : flags.texts(option);
        return given.stream().flatMap(text -> Arrays.stream(text.split(","))).map(String::strip).filter(t -> !t.isEmpty()).toList();
    }

    private List<Path> paths(List<String> given, Setting setting, @Nullable String below) {
        List<Path> paths = new ArrayList<>();
        given.stream().flatMap(text -> Arrays.stream(text.split(":"))).forEach(p -> paths.add(Config.expand(p, environment, directory)));
        config.list(setting).forEach(p -> paths.add(Path.of(p)));
        if (below != null && home != null) {
            paths.add(home.resolve(below));
        }
        return paths;
    }

    /** Where nothing is configured, also Ansible's directories, as far as they are there. */
    private List<Path> rolesPath() {
        List<Path> paths = paths(List.of(), Setting.ROLES_PATH, "roles");
        if (config.list(Setting.ROLES_PATH).isEmpty()) {
            for (String name : List.of("~/.ansible/roles", "/usr/share/ansible/roles", "/etc/ansible/roles")) {
                Path path = Config.expand(name, environment, directory);
                if (Files.isDirectory(Inputs.at(path))) {
                    paths.add(path);
                }
            }
        }
        return paths;
    }

    private @Nullable Path path(@Nullable String text) {
        return text == null ? null : Config.expand(text, environment, directory);
    }

    private @Nullable String expanded(String option, Setting setting) {
        String given = flags.text(option);
        return given == null ? config.text(setting) : Config.expand(given, environment, directory).toString();
    }

    private @Nullable String sshArgs() {
        List<String> all = new ArrayList<>();
        for (String part : new @Nullable String[] {config.text(Setting.SSH_ARGS), text("--ssh-common-args", Setting.SSH_COMMON_ARGS),
            text("--ssh-extra-args", Setting.SSH_EXTRA_ARGS)}) {
            if (part != null && !part.isBlank()) {
                all.add(part);
            }
        }
        return all.isEmpty() ? null : String.join(" ", all);
    }

    private Invocation.Facts facts() {
        return new Invocation.Facts(text(Setting.GATHERING, "implicit"), text(Setting.FACT_CACHING, "memory"),
                path(config.text(Setting.FACT_CACHING_CONNECTION)), config.number(Setting.FACT_CACHING_TIMEOUT, 86_400), flags.has("--flush-cache"));
    }

    private @Nullable Secret secret(String ask, Setting asks, String fileOption, Setting fileSetting, String question) {
        String file = text(fileOption, fileSetting);
        if (file != null) {
            return passwords.ofFile(file);
        }
        return flags.has(ask) || config.truth(asks, false) ? passwords.ask(question) : null;
    }

    private String output() {
        String form = flags.text("--output");
        if (form != null && !form.equals("human") && !form.equals("jsonl")) {
            throw new UsageException("--output is human or jsonl, not '" + form + "'");
        }
        return form == null ? "human" : form;
    }

    private @Nullable String text(String option, Setting setting) {
        String given = flags.text(option);
        return given == null ? config.text(setting) : given;
    }

    private String text(Setting setting, String otherwise) {
        String given = config.text(setting);
        return given == null ? otherwise : given;
    }

    private int number(String option, Setting setting, int otherwise, int least) {
        String given = flags.text(option);
        try {
            int number = given == null ? config.number(setting, otherwise) : Integer.parseInt(given);
            if (given != null && number < least) {
                throw new NumberFormatException();
            }
            return number;
        } catch (NumberFormatException e) {
            throw new UsageException(option + " wants a whole number from " + least + ", not '" + given + "'");
        }
    }
}
