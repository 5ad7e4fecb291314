package jplay.runner.connection.ssh;

import static jplay.runner.connection.ConnectionException.Kind.BAD_SETTING;
import static jplay.runner.connection.ConnectionException.Kind.UNREACHABLE;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Target;
import net.schmizz.sshj.connection.channel.direct.DirectConnection;

/** Connections to hosts that lie on the way to others, each shared by all that lie behind it. */
final class Jumps {
    private static final Pattern SPEC = Pattern.compile("(?:ssh://)?(?:([^@]+)@)?(\\[[^]]+]|[^:]+)(?::(\\d+))?/?");

    private final SshConnector connector;
    private final Map<String, Client> clients = new HashMap<>();
    private final Map<String, Object> locks = new HashMap<>();

    Jumps(SshConnector connector) {
        this.connector = connector;
    }

    /** A wire to the target through the last of its jumps, which is reached through those before it. */
    Wire through(Target target, SshSettings settings) throws ConnectionException {
        Client last = client(target, settings.jumps());
        DirectConnection channel = new DirectConnection(last.getConnection(), settings.address(), settings.port());
        try {
            channel.open();
        } catch (IOException e) {
            throw new ConnectionException(
                    UNREACHABLE,
                    settings.name() + ": " + settings.jumps().getLast() + " cannot reach " + settings.where() + ": "
                            + last.explain(e).getMessage(),
                    e);
        }
        return new Wire(channel.getInputStream(), channel.getOutputStream(), channel::close, settings.port());
    }

    private Client client(Target target, List<String> specs) throws ConnectionException {
        String key = String.join(",", specs);
        Object lock;
        synchronized (locks) {
            lock = locks.computeIfAbsent(key, k -> new Object());
        }
        synchronized (lock) {
            Client known = known(key);
            if (known != null && known.getTransport().isRunning()) {
                return known;
            }
            Client client = connector.connect(jump(target, specs));
            synchronized (clients) {
                clients.put(key, client);
            }
            return client;
        }
    }

    private @org.jspecify.annotations.Nullable Client known(String key) {
        synchronized (clients) {
            return clients.get(key);
        }
    }

    /** The last jump as a target, with the target's host key policy and key files, and the jumps before it. */
    private static Target jump(Target target, List<String> specs) throws ConnectionException {
        Matcher spec = SPEC.matcher(specs.getLast());
        if (!spec.matches()) {
            throw new ConnectionException(
                    BAD_SETTING,
                    target.name() + ": ProxyJump '" + specs.getLast() + "' is not of the form [user@]host[:port]");
        }
        String before = String.join(",", specs.subList(0, specs.size() - 1));
        String address = spec.group(2).replaceAll("[\\[\\]]", "");
        return Target.ssh(target.name() + " (by way of " + address + ")", address)
                .withPort(spec.group(3) == null ? 0 : Integer.parseInt(spec.group(3)))
                .withUser(spec.group(1))
                .withKeys(target.keyFiles(), target.keyPassphrase())
                .withHostKeys(target.hostKeys(), target.knownHosts())
                .withConnectTimeout(target.connectTimeout())
                .withProxyJump(before.isEmpty() ? null : before);
    }

    void close() {
        synchronized (clients) {
            clients.values().forEach(client -> {
                connector.liveness().forget(client);
                client.cut("closed");
            });
            clients.clear();
        }
    }
}
