package jplay.runner.execute;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import jplay.runner.connection.Become;
import jplay.runner.connection.Connection;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Connector;
import jplay.runner.connection.HostKeyPolicy;
import jplay.runner.connection.Secret;
import jplay.runner.connection.Target;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Undefined;
import jplay.runner.expression.Values;
import jplay.runner.model.Attributes;
import jplay.runner.source.Node;
import jplay.runner.vars.SshArguments;
import jplay.tasks.contract.Pending;
import jplay.tasks.read.UserRead;
import org.jspecify.annotations.Nullable;

/** The connections of a run: one to a host and user, opened when first needed, kept until the end. */
final class Sessions implements AutoCloseable {
    private final Connector connector;
    private final RunOptions options;
    private final Map<Target, FutureTask<Connection>> open = new ConcurrentHashMap<>();
    private final Map<Connection, Unsynced> unsynced = new ConcurrentHashMap<>();
    private volatile boolean interrupted;

    Sessions(Connector connector, RunOptions options) {
        this.connector = connector;
        this.options = options;
    }

    /**
     * A session for one task on a host.
     *
     * @param scope the host's variables, for those that say how to connect
     * @throws Stopped where the host cannot be reached
     */
    HostSession open(
            String host, Attributes at, Scope scope, Evaluator evaluator, Map<String, String> environment,
            @Nullable Duration timeout, @Nullable Pending pending) {
        Settings settings = new Settings(at, scope, evaluator);
        Target target = target(host, settings);
        try {
            @Nullable Become become = become(settings);
            HostSession session = session(connect(target), another(become, target), environment, timeout, pending);
            boolean unborn = become != null && pending != null && pending.get(UserRead.of(become.user()).subject()) != null;
            return become != null && unborn ? session.standingIn(another(become.as("root"), target)) : session;
        } catch (ConnectionException e) {
            if (e.kind() == ConnectionException.Kind.INTERRUPTED || interrupted) {
                throw new Interrupted();
            }
            throw new Stopped(String.valueOf(e.getMessage()), e.unreachable());
        }
    }

    private HostSession session(
            Connection connection, @Nullable Become become, Map<String, String> environment, @Nullable Duration timeout, @Nullable Pending pending) {
        return new HostSession(connection, unsynced.computeIfAbsent(connection, key -> new Unsynced()), become, environment, timeout, pending);
    }

    /** Nobody has to become who they are. */
    private static @Nullable Become another(@Nullable Become become, Target target) {
        @Nullable String login = target.kind().equals("local") ? System.getProperty("user.name") : target.user();
        return become != null && become.user().equals(login) ? null : become;
    }

    private Connection connect(Target target) throws ConnectionException {
        FutureTask<Connection> opening = open.compute(target, (key, known) ->
                known == null || isDead(known) ? new FutureTask<>(() -> connector.open(target)) : known);
        opening.run();
        try {
            return opening.get();
        } catch (InterruptedException e) {
            throw new Interrupted();
        } catch (ExecutionException e) {
            open.remove(target, opening);
            if (e.getCause() instanceof ConnectionException refused) {
                throw refused;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private static boolean isDead(FutureTask<Connection> known) {
        try {
            return known.isDone() && !known.get().alive();
        } catch (InterruptedException | ExecutionException e) {
            return true;
        }
    }

    /** Whether a task on this host runs on the control machine. */
    boolean isLocal(Attributes at, Scope scope, Evaluator evaluator) {
        return kind(new Settings(at, scope, evaluator)).equals("local");
    }

    private String kind(Settings settings) {
        @Nullable String kind = settings.first("connection", "ansible_connection");
        kind = kind != null ? kind : options.connection();
        kind = kind == null ? "ssh" : kind.substring(kind.lastIndexOf('.') + 1);
        return List.of("smart", "paramiko", "paramiko_ssh").contains(kind) ? "ssh" : kind;
    }

    private Target target(String host, Settings settings) {
        String kind = kind(settings);
        if (kind.equals("local")) {
            return Target.local(host);
        }
        @Nullable String inside = settings.first("remote_user", "ansible_user", "ansible_" + kind + "_user");
        List<String> command = new Containers(host, names -> settings.first(null, names)).command(
                kind, inside != null ? inside : options.remoteUser());
        if (!command.isEmpty()) {
            return Target.through(host, command);
        }
        @Nullable String address = settings.first(null, "ansible_host", "ansible_ssh_host");
        @Nullable String port = settings.first("port", "ansible_port", "ansible_ssh_port");
        @Nullable String user = settings.first("remote_user", "ansible_user", "ansible_ssh_user");
        @Nullable String password = settings.first(null, "ansible_password", "ansible_ssh_pass", "ansible_ssh_password");
        @Nullable String key = settings.first(null, "ansible_ssh_private_key_file", "ansible_private_key_file");
        key = key != null ? key : options.privateKey();
        SshArgs args = SshArgs.parse(
                settings.first(null, "ansible_ssh_common_args"), settings.first(null, "ansible_ssh_extra_args"),
                options.sshCommonArgs());
        List<Path> keys = new ArrayList<>();
        if (key != null) {
            keys.add(Path.of(key.startsWith("~/") ? System.getProperty("user.home") + key.substring(1) : key));
        }
        return new Target(
                host, kind, address == null ? host : address, port == null ? args.port() : SshArguments.port(port, "ansible_port"),
                user != null ? user : options.remoteUser() != null ? options.remoteUser() : args.user(),
                password != null ? Secret.of(password) : options.connectionPassword(),
                args.withKeys(keys), null, policy(settings, args), args.knownHosts(),
                Duration.ofSeconds(options.timeout()), args.proxyJump());
    }

    private @Nullable HostKeyPolicy policy(Settings settings, SshArgs args) {
        @Nullable String checking = settings.first(null, "ansible_ssh_host_key_checking", "ansible_host_key_checking");
        if (checking != null && !settings.truth(checking) || !options.hostKeyChecking()) {
            return HostKeyPolicy.OFF;
        }
        return args.hostKeys();
    }

    private @Nullable Become become(Settings settings) {
        @Nullable String wanted = settings.first("become", "ansible_become");
        if (wanted == null ? !options.become() : !settings.truth(wanted)) {
            return null;
        }
        @Nullable String user = settings.first("become_user", "ansible_become_user");
        user = user != null ? user : options.becomeUser() != null ? options.becomeUser() : "root";
        @Nullable String method = settings.first("become_method", "ansible_become_method");
        method = method != null ? method : options.becomeMethod() != null ? options.becomeMethod() : "sudo";
        @Nullable String password = settings.first(
                null, "ansible_become_password", "ansible_become_pass", "ansible_" + method + "_pass", "ansible_" + method + "_password");
        return new Become(
                method, user, password != null ? Secret.of(password) : options.becomePassword(),
                settings.first("become_flags", "ansible_become_flags", "ansible_" + method + "_flags"),
                settings.first("become_exe", "ansible_become_exe", "ansible_" + method + "_exe"));
    }

    /** Closes the connections to these hosts; the next task opens them anew. */
    void reset(List<String> hosts) {
        open.forEach((target, opening) -> {
            if (hosts.contains(target.name()) && open.remove(target, opening)) {
                end(opening);
            }
        });
    }

    /** Ends what runs on all hosts. */
    void interrupt() {
        interrupted = true;
        onAll(opening -> opened(opening).ifPresent(Connection::interrupt), Duration.ofSeconds(3));
    }

    @Override
    public void close() {
        onAll(this::end, Duration.ofSeconds(10));
        open.clear();
        connector.close();
    }

    /** All hosts at once: one that no longer answers is not to hold up the others. */
    private void onAll(Consumer<FutureTask<Connection>> action, Duration patience) {
        List<Thread> threads = open.values().stream().map(opening -> Thread.ofPlatform().daemon().start(() -> action.accept(opening))).toList();
        for (Thread thread : threads) {
            try {
                thread.join(patience);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void end(FutureTask<Connection> opening) {
        opened(opening).ifPresent(connection -> {
            @Nullable Unsynced rest = unsynced.remove(connection);
            if (rest != null && !rest.isEmpty() && !interrupted && connection.alive()) {
                rest.end(connection);
            }
            connection.close();
        });
    }

    /** Nothing where it never came to be. */
    private static Optional<Connection> opened(FutureTask<Connection> opening) {
        try {
            return opening.isDone() ? Optional.of(opening.get()) : Optional.empty();
        } catch (InterruptedException | ExecutionException e) {
            return Optional.empty();
        }
    }

    /** How a host is connected to: variables before keywords. */
    private record Settings(Attributes at, Scope scope, Evaluator evaluator) {
        @Nullable String first(@Nullable String keyword, String... variables) {
            for (String name : variables) {
                @Nullable Object value = scope.get(name);
                if (value != null && !(value instanceof Undefined)) {
                    return Values.str(value);
                }
            }
            @Nullable Node node = keyword == null ? null : at.nearest(keyword);
            return evaluator.given(node, scope);
        }

        boolean truth(String text) {
            return List.of("true", "yes", "on", "1").contains(text.toLowerCase(java.util.Locale.ROOT));
        }
    }
}
