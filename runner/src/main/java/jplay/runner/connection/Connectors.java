package jplay.runner.connection;

import java.util.Map;

/** Chooses the connector by the target's kind. */
public final class Connectors implements Connector {
    private final Map<String, Connector> byKind;

    public Connectors(Map<String, Connector> byKind) {
        this.byKind = Map.copyOf(byKind);
    }

    @Override
    public Connection open(Target target) throws ConnectionException {
        Connector connector = byKind.get(target.kind());
        if (connector == null) {
            throw new ConnectionException(
                    ConnectionException.Kind.BAD_SETTING,
                    target.name() + ": there is no connection of kind '" + target.kind() + "'; known are "
                            + "ssh, local, chroot, nspawn, nsenter, docker, podman, buildah, lxc, lxd, kubectl and oc");
        }
        return connector.open(target);
    }

    @Override
    public void close() {
        byKind.values().forEach(Connector::close);
    }
}
