package jplay.runner.execute;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import jplay.runner.connection.HostKeyPolicy;
import jplay.runner.vars.SshArguments;
import org.jspecify.annotations.Nullable;

/** What {@code ansible_ssh_common_args} and its like ask of ssh, as far as it concerns jplay's own client. */
record SshArgs(
        int port, @Nullable String user, List<Path> keys, @Nullable HostKeyPolicy hostKeys, List<Path> knownHosts,
        @Nullable String proxyJump) {

    static SshArgs parse(@Nullable String... texts) {
        List<String> lines = new ArrayList<>();
        for (@Nullable String text : texts) {
            if (text != null && !text.isBlank()) {
                lines.add(text);
            }
        }
        SshArguments ssh = SshArguments.parse(lines);
        @Nullable String checking = ssh.option("StrictHostKeyChecking");
        @Nullable String known = ssh.option("UserKnownHostsFile");
        return new SshArgs(
                ssh.port() == null ? 0 : ssh.port(),
                ssh.user(),
                ssh.keyFiles().stream().map(SshArgs::path).toList(),
                checking == null ? null : policy(checking),
                known == null ? List.of() : Stream.of(known.strip().split("\\s+")).map(SshArgs::path).toList(),
                ssh.jump());
    }

    private static HostKeyPolicy policy(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "no", "off" -> HostKeyPolicy.OFF;
            case "accept-new" -> HostKeyPolicy.ACCEPT_NEW;
            default -> HostKeyPolicy.CHECK;
        };
    }

    private static Path path(String text) {
        return Path.of(text.startsWith("~/") ? System.getProperty("user.home") + text.substring(1) : text);
    }

    List<Path> withKeys(List<Path> more) {
        List<Path> all = new ArrayList<>(more);
        all.addAll(keys);
        return all;
    }
}
