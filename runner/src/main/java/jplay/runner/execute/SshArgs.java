package jplay.runner.execute;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jplay.runner.connection.HostKeyPolicy;
import org.jspecify.annotations.Nullable;

/** What {@code ansible_ssh_common_args} and its like ask of ssh, as far as it concerns jplay's own client. */
record SshArgs(
        int port, @Nullable String user, List<Path> keys, @Nullable HostKeyPolicy hostKeys, List<Path> knownHosts,
        @Nullable String proxyJump) {

    static SshArgs parse(@Nullable String... texts) {
        List<String> words = new ArrayList<>();
        for (@Nullable String text : texts) {
            if (text != null && !text.isBlank()) {
                for (String word : text.strip().split("\\s+")) {
                    words.add(word.replaceAll("^[\"']|[\"']$", ""));
                }
            }
        }
        SshArgs args = new SshArgs(0, null, List.of(), null, List.of(), null);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean attached = word.length() > 2 && word.charAt(0) == '-';
            String value = attached ? word.substring(2) : i + 1 < words.size() ? words.get(i + 1) : "";
            if (word.length() >= 2 && "oJipl".indexOf(word.charAt(1)) >= 0 && word.charAt(0) == '-') {
                args = args.option(word.charAt(1), value);
                i += attached ? 0 : 1;
            }
        }
        return args;
    }

    private SshArgs option(char letter, String value) {
        return switch (letter) {
            case 'o' -> {
                String[] pair = value.split("=", 2);
                yield pair.length < 2 ? this : named(pair[0].toLowerCase(Locale.ROOT), pair[1]);
            }
            case 'J' -> named("proxyjump", value);
            case 'i' -> named("identityfile", value);
            case 'p' -> named("port", value);
            default -> named("user", value);
        };
    }

    private SshArgs named(String name, String value) {
        return switch (name) {
            case "port" -> new SshArgs(Integer.parseInt(value), user, keys, hostKeys, knownHosts, proxyJump);
            case "user" -> new SshArgs(port, value, keys, hostKeys, knownHosts, proxyJump);
            case "identityfile" -> new SshArgs(port, user, List.of(path(value)), hostKeys, knownHosts, proxyJump);
            case "userknownhostsfile" -> new SshArgs(port, user, keys, hostKeys, List.of(path(value)), proxyJump);
            case "proxyjump" -> new SshArgs(port, user, keys, hostKeys, knownHosts, value);
            case "stricthostkeychecking" -> new SshArgs(port, user, keys, policy(value), knownHosts, proxyJump);
            default -> this;
        };
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
