package jplay.tasks.contract;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The way from where a module runs that {@link Module#reachesOut reaches out} to the task's host, for programs that take
 * it by themselves.
 *
 * @param fromControl whether it begins on the control machine
 * @param peer the host as it is seen from there, or null where it is that machine itself
 * @param ahead what check mode knows of both ends
 */
public record Route(boolean fromControl, @Nullable Peer peer, Ahead ahead) {

    /**
     * In check mode, what earlier tasks would have done by now.
     *
     * @param any whether there is something
     * @param near files where the way begins, by their paths; with a slash at its end, all that is below a path
     * @param far files of the task's host, likewise
     */
    public record Ahead(boolean any, Set<String> near, Set<String> far) {
        public static final Ahead NONE = new Ahead(false, Set.of(), Set.of());

        public Ahead {
            near = Set.copyOf(near);
            far = Set.copyOf(far);
        }
    }

    /**
     * A host that is reached by ssh. What is null, 0 or empty is left to ssh's own configuration.
     *
     * @param address a name or an address
     * @param keys private keys
     * @param hostKeys what {@code StrictHostKeyChecking} is to be
     * @param knownHosts files of known hosts
     * @param proxyJump the hosts between, as {@code ssh -J} takes them
     * @param sshArgs what else the user wants ssh to be told, as it would stand on a command line
     * @param password of the user there; it must not become an argument of a program
     * @param become as whom the task runs there
     */
    public record Peer(
            String address,
            int port,
            @Nullable String user,
            List<Path> keys,
            @Nullable String hostKeys,
            List<Path> knownHosts,
            @Nullable String proxyJump,
            String sshArgs,
            @Nullable String password,
            @Nullable Other become) {

        public Peer {
            keys = List.copyOf(keys);
            knownHosts = List.copyOf(knownHosts);
        }

        @Override
        public String toString() {
            return "Peer[" + user + "@" + address + ":" + port + "]";
        }
    }

    /**
     * Another user.
     *
     * @param method {@code sudo} and the like
     * @param exe the program, null for the method's name
     */
    public record Other(String method, String user, @Nullable String exe) {}
}
