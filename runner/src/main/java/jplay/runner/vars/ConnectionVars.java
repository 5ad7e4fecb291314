package jplay.runner.vars;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import jplay.runner.source.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What a host's variables say of how to reach it; null where they say nothing.
 *
 * @param address {@code ansible_host}
 * @param kind {@code ansible_connection}
 * @param password never shown by {@link #toString}
 * @param ssh of {@code ansible_ssh_args}, {@code _common_args} and {@code _extra_args}
 */
public record ConnectionVars(
        @Nullable String address,
        @Nullable Integer port,
        @Nullable String user,
        @Nullable String password,
        @Nullable String kind,
        @Nullable String privateKeyFile,
        @Nullable Boolean hostKeyChecking,
        @Nullable Integer timeout,
        SshArguments ssh,
        @Nullable String shellExecutable,
        @Nullable String remoteTmp,
        BecomeVars become) {

    /** What a host's variables say of becoming another user; the password is never shown by {@link #toString}. */
    public record BecomeVars(
            @Nullable Boolean enabled,
            @Nullable String method,
            @Nullable String user,
            @Nullable String password,
            @Nullable String flags,
            @Nullable String exe) {
        @Override
        public String toString() {
            return "BecomeVars[" + enabled + ", " + method + ", " + user + "]";
        }
    }

    private static final Set<String> TRUE = Set.of("true", "yes", "on", "1", "y", "t");
    private static final Set<String> FALSE = Set.of("false", "no", "off", "0", "n", "f");

    /**
     * Reads a host's variables.
     *
     * @param variable a variable's rendered value, or null where there is none
     * @throws jplay.runner.source.ProblemException where a value is of no use
     */
    public static ConnectionVars of(Function<String, @Nullable Object> variable) {
        Reader read = new Reader(variable);
        BecomeVars become = new BecomeVars(
                read.flag("ansible_become"),
                read.text("ansible_become_method"),
                read.text("ansible_become_user", "ansible_sudo_user"),
                read.text("ansible_become_password", "ansible_become_pass", "ansible_sudo_pass"),
                read.text("ansible_become_flags", "ansible_sudo_flags"),
                read.text("ansible_become_exe", "ansible_sudo_exe"));
        return new ConnectionVars(
                read.text("ansible_host", "ansible_ssh_host"),
                read.port("ansible_port", "ansible_ssh_port"),
                read.text("ansible_user", "ansible_ssh_user"),
                read.text("ansible_password", "ansible_ssh_pass", "ansible_ssh_password"),
                read.text("ansible_connection"),
                read.text("ansible_private_key_file", "ansible_ssh_private_key_file"),
                read.flag("ansible_host_key_checking", "ansible_ssh_host_key_checking"),
                read.seconds("ansible_timeout", "ansible_ssh_timeout"),
                read.ssh(),
                read.text("ansible_shell_executable"),
                read.text("ansible_remote_tmp"),
                become);
    }

    static Integer port(String text, String name) {
        if (!text.matches("[0-9]{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > 65535) {
            throw Problem.of("connection-variable", name + " is '" + text + "', which is no port", null, "a port is a number from 1 to 65535").exception();
        }
        return Integer.parseInt(text);
    }

    @Override
    public String toString() {
        return "ConnectionVars[" + kind + ", " + user + "@" + address + ":" + port + ", " + become + "]";
    }

    /** Of several names, the last that is there counts, as in Ansible. */
    private record Reader(Function<String, @Nullable Object> variable) {
        @Nullable String text(String... names) {
            @Nullable String found = null;
            for (String name : names) {
                Object value = variable.apply(name);
                found = value == null ? found : value.toString();
            }
            return found;
        }

        @Nullable Integer port(String... names) {
            String text = text(names);
            return text == null ? null : ConnectionVars.port(text, names[0]);
        }

        @Nullable Integer seconds(String... names) {
            String text = text(names);
            if (text != null && !text.matches("[0-9]{1,6}")) {
                throw Problem.of("connection-variable", names[0] + " is '" + text + "', which is no number of seconds", null).exception();
            }
            return text == null ? null : Integer.valueOf(text);
        }

        @Nullable Boolean flag(String... names) {
            String text = text(names);
            if (text == null) {
                return null;
            }
            String lower = text.toLowerCase(Locale.ROOT);
            if (!TRUE.contains(lower) && !FALSE.contains(lower)) {
                throw Problem.of("connection-variable", names[0] + " is '" + text + "', which is neither true nor false", null).exception();
            }
            return TRUE.contains(lower);
        }

        SshArguments ssh() {
            List<String> lines = new ArrayList<>();
            for (String name : List.of("ansible_ssh_args", "ansible_ssh_common_args", "ansible_ssh_extra_args")) {
                String line = text(name);
                if (line != null && !line.isBlank()) {
                    lines.add(line);
                }
            }
            return lines.isEmpty() ? SshArguments.NONE : SshArguments.parse(lines);
        }
    }
}
