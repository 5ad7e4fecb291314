package jplay.runner.connection.ssh;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all connections over SSH share.
 *
 * @param configFile {@code ~/.ssh/config} or another, null for none
 * @param agentSocket the agent's, null for none
 * @param handshakes how many at a time; from the tenth on, a stock sshd begins to drop them
 * @param keepAlive after how long a silence the host is asked whether it is there; three times unanswered, it is lost
 * @param prelude shell functions that every request may call
 */
public record SshOptions(
        @Nullable Path configFile, @Nullable Path agentSocket, int handshakes, Duration keepAlive, String prelude) {

    /** OpenSSH's places, of the user that runs jplay. */
    public static SshOptions standard(String prelude) {
        String agent = System.getenv("SSH_AUTH_SOCK");
        return new SshOptions(
                home().resolve(".ssh/config"),
                agent == null || agent.isBlank() ? null : Path.of(agent),
                8,
                Duration.ofSeconds(15),
                prelude);
    }

    static Path home() {
        return Path.of(System.getProperty("user.home"));
    }
}
