package jplay.runner.connection;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where and how to reach one host. What is null or empty here is taken from {@code ~/.ssh/config}, then from OpenSSH's
 * defaults.
 *
 * @param name the host's name in the inventory, for messages
 * @param kind {@code ssh}, {@code local} or {@code command}
 * @param address a name or an address, or a {@code Host} of {@code ~/.ssh/config}
 * @param port 0 when not given
 * @param keyFiles private keys, tried before those of the agent
 * @param keyPassphrase for the key files that are encrypted
 * @param hostKeys null when not given
 * @param knownHosts known_hosts files; a new key is written to the first
 * @param proxyJump {@code [user@]host[:port]}, several divided by commas; {@code none} for none
 * @param command for {@code command}: the words of a command line that leads to a shell
 */
public record Target(
        String name,
        String kind,
        String address,
        int port,
        @Nullable String user,
        @Nullable Secret password,
        List<Path> keyFiles,
        @Nullable Secret keyPassphrase,
        @Nullable HostKeyPolicy hostKeys,
        List<Path> knownHosts,
        @Nullable Duration connectTimeout,
        @Nullable String proxyJump,
        List<String> command) {

    public Target {
        command = List.copyOf(command);
        keyFiles = List.copyOf(keyFiles);
        knownHosts = List.copyOf(knownHosts);
    }

    /** Without a command. */
    public Target(
            String name, String kind, String address, int port, @Nullable String user, @Nullable Secret password, List<Path> keyFiles,
            @Nullable Secret keyPassphrase, @Nullable HostKeyPolicy hostKeys, List<Path> knownHosts, @Nullable Duration connectTimeout,
            @Nullable String proxyJump) {
        this(name, kind, address, port, user, password, keyFiles, keyPassphrase, hostKeys, knownHosts, connectTimeout, proxyJump, List.of());
    }

    /** What a program of the control machine leads into. */
    public static Target through(String name, List<String> command) {
        return new Target(name, "command", name, 0, null, null, List.of(), null, null, List.of(), null, null, command);
    }

    /** The control machine. */
    public static Target local(String name) {
        return new Target(name, "local", "localhost", 0, null, null, List.of(), null, null, List.of(), null, null);
    }

    /** A host over SSH, all else from {@code ~/.ssh/config} and the defaults. */
    public static Target ssh(String name, String address) {
        return new Target(name, "ssh", address, 0, null, null, List.of(), null, null, List.of(), null, null);
    }

    public Target withPort(int value) {
        return new Target(
                name, kind, address, value, user, password, keyFiles, keyPassphrase, hostKeys, knownHosts,
                connectTimeout, proxyJump);
    }

    public Target withUser(@Nullable String value) {
        return new Target(
                name, kind, address, port, value, password, keyFiles, keyPassphrase, hostKeys, knownHosts,
                connectTimeout, proxyJump);
    }

    public Target withPassword(@Nullable Secret value) {
        return new Target(
                name, kind, address, port, user, value, keyFiles, keyPassphrase, hostKeys, knownHosts, connectTimeout,
                proxyJump);
    }

    public Target withKeys(List<Path> files, @Nullable Secret passphrase) {
        return new Target(
                name, kind, address, port, user, password, files, passphrase, hostKeys, knownHosts, connectTimeout,
                proxyJump);
    }

    public Target withHostKeys(@Nullable HostKeyPolicy policy, List<Path> files) {
        return new Target(
                name, kind, address, port, user, password, keyFiles, keyPassphrase, policy, files, connectTimeout,
                proxyJump);
    }

    public Target withConnectTimeout(@Nullable Duration value) {
        return new Target(
                name, kind, address, port, user, password, keyFiles, keyPassphrase, hostKeys, knownHosts, value,
                proxyJump);
    }

    public Target withProxyJump(@Nullable String value) {
        return new Target(
                name, kind, address, port, user, password, keyFiles, keyPassphrase, hostKeys, knownHosts,
                connectTimeout, value);
    }
}
