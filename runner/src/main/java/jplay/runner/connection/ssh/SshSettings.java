package jplay.runner.connection.ssh;

import static jplay.runner.connection.ConnectionException.Kind.BAD_SETTING;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.HostKeyPolicy;
import jplay.runner.connection.Secret;
import jplay.runner.connection.Target;
import org.jspecify.annotations.Nullable;

/**
 * All that a connection needs: the target's own values, then those of {@code ~/.ssh/config}, then OpenSSH's defaults.
 *
 * @param name for messages
 * @param keyName under which the host's key is looked up
 * @param namedKeys key files that were asked for, as opposed to the usual ones
 * @param jumps empty when reached directly
 */
record SshSettings(
        String name,
        String address,
        int port,
        String user,
        @Nullable Secret password,
        List<Path> namedKeys,
        List<Path> usualKeys,
        boolean namedKeysOnly,
        @Nullable Secret passphrase,
        HostKeyPolicy hostKeys,
        List<Path> knownHosts,
        String keyName,
        Duration connectTimeout,
        List<String> jumps) {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final List<String> USUAL_KEYS = List.of("id_ed25519", "id_ecdsa", "id_rsa");

    static SshSettings of(Target target, SshConfig config) throws ConnectionException {
        String me = System.getProperty("user.name");
        SshConfig.Host host = config.lookup(target.address(), target.user() == null ? me : target.user());
        String address = host.one("hostname", "%h").replace("%h", target.address());
        int port = target.port() > 0 ? target.port() : number(target, host, "port", 22);
        String user = target.user() != null ? target.user() : host.one("user", me);
        Expansion expand = new Expansion(address, port, user);
        return new SshSettings(
                target.name(),
                address,
                port,
                user,
                target.password(),
                target.keyFiles().isEmpty() ? expand.paths(host.all("identityfile")) : target.keyFiles(),
                existingUsualKeys(),
                host.one("identitiesonly", "no").equalsIgnoreCase("yes"),
                target.keyPassphrase(),
                policy(target, host),
                knownHosts(target, host, expand),
                keyName(host.one("hostkeyalias", address), host.has("hostkeyalias") ? 22 : port),
                timeout(target, host),
                jumps(target, host));
    }

    /** {@code user@address:port}, for messages. */
    String where() {
        return user + "@" + address + (port == 22 ? "" : ":" + port);
    }

    private static int number(Target target, SshConfig.Host host, String key, int otherwise)
            throws ConnectionException {
        String text = host.one(key, String.valueOf(otherwise));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new ConnectionException(
                    BAD_SETTING, target.name() + ": ~/.ssh/config says " + key + " '" + text + "', which is no number");
        }
    }

    private static Duration timeout(Target target, SshConfig.Host host) throws ConnectionException {
        Duration given = target.connectTimeout();
        int standard = (int) CONNECT_TIMEOUT.toSeconds();
        return given != null ? given : Duration.ofSeconds(number(target, host, "connecttimeout", standard));
    }

    private static HostKeyPolicy policy(Target target, SshConfig.Host host) {
        HostKeyPolicy given = target.hostKeys();
        if (given != null) {
            return given;
        }
        return switch (host.one("stricthostkeychecking", "yes").toLowerCase(java.util.Locale.ROOT)) {
            case "no", "off" -> HostKeyPolicy.OFF;
            case "accept-new" -> HostKeyPolicy.ACCEPT_NEW;
            default -> HostKeyPolicy.CHECK;
        };
    }

    private static List<Path> knownHosts(Target target, SshConfig.Host host, Expansion expand) {
        Path ssh = SshOptions.home().resolve(".ssh");
        List<Path> files = new ArrayList<>(target.knownHosts());
        if (files.isEmpty()) {
            host.all("userknownhostsfile").stream()
                    .flatMap(value -> Stream.of(value.split("\\s+")))
                    .map(expand::path)
                    .forEach(files::add);
        }
        if (files.isEmpty()) {
            files.add(ssh.resolve("known_hosts"));
            files.add(ssh.resolve("known_hosts2"));
        }
        files.add(Path.of("/etc/ssh/ssh_known_hosts"));
        return List.copyOf(files);
    }

    private static String keyName(String name, int port) {
        return port == 22 ? name : "[" + name + "]:" + port;
    }

    private static List<Path> existingUsualKeys() {
        return USUAL_KEYS.stream()
                .map(SshOptions.home().resolve(".ssh")::resolve)
                .filter(Files::exists)
                .toList();
    }

    private static List<String> jumps(Target target, SshConfig.Host host) {
        String value = target.proxyJump() != null ? target.proxyJump() : host.one("proxyjump", "none");
        if (value.isBlank() || value.equalsIgnoreCase("none")) {
            return List.of();
        }
        List<String> jumps = List.of(value.strip().split("\\s*,\\s*"));
        // "Host *" sets a jump for the jump host as well.
        return jumps.getLast().equals(target.address()) ? List.of() : jumps;
    }

    private record Expansion(String address, int port, String user) {
        List<Path> paths(List<String> values) {
            return values.stream().map(this::path).toList();
        }

        Path path(String value) {
            String text = value.replace("%%", "\0")
                    .replace("%h", address)
                    .replace("%p", String.valueOf(port))
                    .replace("%r", user)
                    .replace("%u", System.getProperty("user.name"))
                    .replace("%d", SshOptions.home().toString())
                    .replace('\0', '%');
            return text.startsWith("~/") ? SshOptions.home().resolve(text.substring(2)) : Path.of(text);
        }
    }
}
