package jplay.runner.connection.ssh;

import static jplay.runner.connection.ConnectionException.Kind.BAD_SETTING;
import static jplay.runner.connection.ConnectionException.Kind.INTERRUPTED;
import static jplay.runner.connection.ConnectionException.Kind.UNREACHABLE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import jplay.runner.connection.Connection;
import jplay.runner.connection.ConnectionException;
import jplay.runner.connection.Connector;
import jplay.runner.connection.PooledConnection;
import jplay.runner.connection.Target;
import net.schmizz.sshj.Config;
import org.jspecify.annotations.Nullable;

/** Connects over SSH. */
public final class SshConnector implements Connector {
    /** A host that answers does so well within this; one that does not must not keep the others from connecting. */
    private static final Duration PROMPT = Duration.ofMillis(500);

    private static final Duration LOGIN = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 5;

    private final SshOptions options;
    private final Semaphore handshakes;
    private final Liveness liveness;
    private final Jumps jumps = new Jumps(this);
    private @Nullable SshConfig config;

    /** Made once: it costs more than a connection. */
    private static final class Shared {
        static final Config CONFIG = new TrimmedConfig();
    }

    public SshConnector(SshOptions options) {
        this.options = options;
        this.handshakes = new Semaphore(options.handshakes(), true);
        this.liveness = new Liveness(options.keepAlive());
    }

    @Override
    public Connection open(Target target) throws ConnectionException {
        Client client = connect(target);
        return new PooledConnection(target, new SshOpener(target.name(), client, liveness), options.prelude());
    }

    @Override
    public void close() {
        jumps.close();
        liveness.close();
    }

    Client connect(Target target) throws ConnectionException {
        SshSettings settings = SshSettings.of(target, config());
        for (int attempt = 1; ; attempt++) {
            try {
                return connect(target, settings);
            } catch (Dropped e) {
                if (attempt == ATTEMPTS) {
                    throw new ConnectionException(
                            UNREACHABLE,
                            settings.name() + ": " + settings.where() + " hangs up before the greeting; is it an SSH"
                                    + " server, and does its MaxStartups allow for so many?",
                            e);
                }
                pause(settings, attempt);
            }
        }
    }

    /** The server hung up before it said anything: MaxStartups. */
    private static final class Dropped extends IOException {
        private static final long serialVersionUID = 1;

        Dropped(IOException cause) {
            super(cause);
        }
    }

    private Client connect(Target target, SshSettings settings) throws ConnectionException, Dropped {
        try {
            handshakes.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException(INTERRUPTED, settings.name() + ": interrupted", e);
        }
        Place place = new Place();
        try {
            return handshake(settings, reach(target, settings, place));
        } finally {
            place.close();
        }
    }

    /** A place among the handshakes, given up while a host lets itself be waited for. */
    private final class Place {
        private boolean held = true;

        void leave() {
            held = false;
            handshakes.release();
        }

        void takeAgain() {
            handshakes.acquireUninterruptibly();
            held = true;
        }

        void close() {
            if (held) {
                handshakes.release();
            }
        }
    }

    private Wire reach(Target target, SshSettings settings, Place place) throws ConnectionException {
        if (!settings.jumps().isEmpty()) {
            place.leave();
            Wire wire = jumps.through(target, settings);
            place.takeAgain();
            return wire;
        }
        try {
            return dial(settings, place);
        } catch (IOException e) {
            throw unreachable(settings, e);
        }
    }

    private static Wire dial(SshSettings settings, Place place) throws IOException {
        Duration timeout = settings.connectTimeout();
        if (timeout.compareTo(PROMPT) > 0) {
            try {
                return Wire.tcp(settings.address(), settings.port(), PROMPT);
            } catch (SocketTimeoutException e) {
                place.leave();
                Wire wire = Wire.tcp(settings.address(), settings.port(), timeout.minus(PROMPT));
                place.takeAgain();
                return wire;
            }
        }
        return Wire.tcp(settings.address(), settings.port(), timeout);
    }

    private Client handshake(SshSettings settings, Wire wire) throws ConnectionException, Dropped {
        Client client = new Client(Shared.CONFIG, wire);
        HostKeyCheck check = null;
        boolean done = false;
        try {
            check = new HostKeyCheck(settings);
            client.addHostKeyVerifier(check);
            greet(settings, client);
            Login login = new Login(settings, Agent.at(options.agentSocket()));
            liveness.<ConnectionException>within(
                    LOGIN, client, "no login within " + LOGIN.toSeconds() + " s", () -> login.run(client));
            liveness.watch(client);
            done = true;
            return client;
        } catch (IOException e) {
            ConnectionException refusal = check == null ? null : check.refusal();
            if (refusal != null) {
                throw refusal;
            }
            IOException explained = client.explain(e);
            if (explained == e && String.valueOf(e.getMessage()).contains("identification")) {
                throw new Dropped(e);
            }
            throw unreachable(settings, explained);
        } finally {
            if (!done) {
                client.cut("given up");
            }
        }
    }

    private void greet(SshSettings settings, Client client) throws IOException {
        Duration patience = settings.connectTimeout().multipliedBy(2);
        String why = "it takes the connection but does not speak SSH within " + patience.toSeconds() + " s";
        liveness.<IOException>within(
                patience, client, why, () -> client.connect(settings.address(), settings.port()));
    }

    private static ConnectionException unreachable(SshSettings settings, IOException e) {
        String why =
                switch (e) {
                    case UnknownHostException x -> "there is no address for the name '" + settings.address() + "'";
                    case SocketTimeoutException x ->
                        "no answer within " + settings.connectTimeout().toMillis() / 1000.0
                                + " s; is it up, and the address right?";
                    case ConnectException x -> "connection refused; does sshd run there, on port " + settings.port() + "?";
                    case NoRouteToHostException x -> "no route to the host; is it up, and the address right?";
                    default -> String.valueOf(e.getMessage());
                };
        return new ConnectionException(UNREACHABLE, settings.name() + ": " + settings.where() + ": " + why, e);
    }

    private static void pause(SshSettings settings, int attempt) throws ConnectionException {
        try {
            Thread.sleep(200L * attempt + (long) (Math.random() * 300));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionException(INTERRUPTED, settings.name() + ": interrupted", e);
        }
    }

    private synchronized SshConfig config() throws ConnectionException {
        SshConfig known = config;
        if (known == null) {
            try {
                known = SshConfig.read(options.configFile());
            } catch (UncheckedIOException e) {
                throw new ConnectionException(BAD_SETTING, "the SSH configuration cannot be read: " + e.getMessage(), e);
            }
            config = known;
        }
        return known;
    }

    Liveness liveness() {
        return liveness;
    }

}
