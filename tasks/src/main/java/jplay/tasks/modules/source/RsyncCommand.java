package jplay.tasks.modules.source;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Route;
import jplay.tasks.contract.Shell;
import jplay.tasks.modules.system.FreeForm;
import jplay.tasks.read.FilePaths;
import org.jspecify.annotations.Nullable;

/**
 * How rsync is called.
 *
 * @param rsync the program
 * @param ssh likewise
 * @param src what is copied, by its path on the machine that has it
 * @param dest where it goes, likewise
 * @param directory where it runs
 */
record RsyncCommand(Synchronize.Params p, Route route, String rsync, String ssh, String src, String dest, String directory) {
    /** Goes before each line that tells of a change. */
    static final String MARK = "<<CHANGED>>";

    private static final String RSYNC_PROTOCOL = "rsync://";

    /** Has ssh ask for the password a program that knows it from its environment: it is nobody's argument. */
    private static final String ASKPASS = """
            jplay_askpass=$(mktemp) || exit
            trap 'rm -f -- "$jplay_askpass"' 0
            printf '%s\\n' '#!/bin/sh' 'printf "%s\\n" "$JPLAY_SSH_PASSWORD"' >"$jplay_askpass" && chmod 700 "$jplay_askpass" || exit
            SSH_ASKPASS=$jplay_askpass SSH_ASKPASS_REQUIRE=force DISPLAY=${DISPLAY:-none} JPLAY_SSH_PASSWORD=""";

    private boolean pulls() {
        return p.mode() == Synchronize.Mode.PULL;
    }

    private Route.@Nullable Peer peer() {
        return route.peer();
    }

    /** A path on the task's host, as rsync names it. */
    private String remote(String path) {
        Route.@Nullable Peer peer = peer();
        if (peer == null || path.startsWith(RSYNC_PROTOCOL)) {
            return path;
        }
        String user = p.setRemoteUser() && peer.user() != null ? peer.user() + "@" : "";
        return peer.address().contains(":") ? user + "[" + peer.address() + "]:" + path : user + peer.address() + ":" + path;
    }

    /** Shell text that runs it. */
    String script(boolean dry) {
        Route.@Nullable Peer peer = peer();
        String cd = "cd -- " + Shell.quote(directory) + " 2>/dev/null || cd /\n";
        return peer == null || peer.password() == null || ownShell()
                ? cd + text(dry)
                : cd + ASKPASS + Shell.quote(peer.password()) + "\nexport SSH_ASKPASS SSH_ASKPASS_REQUIRE DISPLAY JPLAY_SSH_PASSWORD\n" + text(dry);
    }

    /** The command as a user may type it. */
    String text(boolean dry) {
        return Shell.quote(words(dry));
    }

    private List<String> words(boolean dry) {
        List<String> words = new ArrayList<>(List.of(rsync));
        add(words, p.delayUpdates(), "--delay-updates", "-F");
        add(words, p.compress(), "--compress");
        add(words, p.rsyncTimeout() != 0, "--timeout=" + p.rsyncTimeout());
        add(words, dry, "--dry-run");
        what(words);
        String from = pulls() ? remote(src) : src;
        String to = pulls() ? dest : remote(dest);
        if (goesOverSsh(from, to) && !ownShell()) {
            words.add("--rsh=" + rsh());
        }
        @Nullable String there = p.rsyncPath() != null ? p.rsyncPath() : become();
        add(words, there != null, "--rsync-path=" + there);
        words.addAll(FreeForm.words(String.join(" ", p.rsyncOpts())));
        add(words, p.partial(), "--partial");
        links(words);
        words.addAll(List.of("--out-format=" + MARK + "%i %n%L", from, to));
        return words;
    }

    /** What of the files is copied, and which. */
    private void what(List<String> words) {
        add(words, p.delete(), "--delete-after");
        add(words, p.existingOnly(), "--existing");
        add(words, p.checksum(), "--checksum");
        add(words, p.copyLinks(), "--copy-links");
        add(words, p.archive(), "--archive");
        part(words, "recursive", p.recursive());
        part(words, "links", p.links());
        part(words, "perms", p.perms());
        part(words, "times", p.times());
        part(words, "owner", p.owner());
        part(words, "group", p.group());
        add(words, p.dirs(), "--dirs");
    }

    private static void add(List<String> words, boolean wanted, String... more) {
        if (wanted) {
            words.addAll(List.of(more));
        }
    }

    /** One of what archive comes to, where it is said to be otherwise. */
    private void part(List<String> words, String name, @Nullable Boolean wanted) {
        if (wanted != null && wanted != p.archive()) {
            words.add((wanted ? "--" : "--no-") + name);
        }
    }

    private static boolean goesOverSsh(String from, String to) {
        return !from.startsWith(RSYNC_PROTOCOL) && !to.startsWith(RSYNC_PROTOCOL) && (from.contains(":") || to.contains(":"));
    }

    /** Whether the user says how the other host is reached. */
    private boolean ownShell() {
        return p.rsyncOpts().stream().anyMatch(option -> option.contains("--rsh"));
    }

    private String rsh() {
        List<String> words = new ArrayList<>(List.of(ssh));
        Route.@Nullable Peer peer = peer();
        add(words, !p.sshConnectionMultiplexing(), "-S", "none");
        if (p.privateKey() != null) {
            add(words, true, "-i", home(p.privateKey()));
        } else if (peer != null) {
            peer.keys().forEach(key -> add(words, true, "-i", key.toString()));
        }
        int port = p.destPort() != null ? p.destPort() : peer == null ? 0 : peer.port();
        add(words, port != 0, "-o", "Port=" + port);
        hostKeys(words, peer);
        if (peer == null) {
            return quoted(words) + " -o BatchMode=yes";
        }
        add(words, peer.password() == null, "-o", "BatchMode=yes");
        add(words, peer.password() != null, "-o", "NumberOfPasswordPrompts=1");
        if (peer.proxyJump() != null) {
            add(words, true, "-J", peer.proxyJump());
        }
        return quoted(words) + (p.useSshArgs() && !peer.sshArgs().isEmpty() ? " " + peer.sshArgs() : "");
    }

    private void hostKeys(List<String> words, Route.@Nullable Peer peer) {
        @Nullable String checks = p.verifyHost() != null ? (p.verifyHost() ? "yes" : "no")
                : !route.fromControl() ? "no" : peer == null ? null : peer.hostKeys();
        if (peer != null && peer.password() != null && checks == null) {
            // ssh would ask for its yes where it is given the password.
            checks = "yes";
        }
        add(words, checks != null, "-o", "StrictHostKeyChecking=" + checks);
        if ("no".equals(checks)) {
            add(words, true, "-o", "UserKnownHostsFile=/dev/null", "-o", "LogLevel=ERROR");
        } else if (peer != null && route.fromControl() && !peer.knownHosts().isEmpty()) {
            add(words, true, "-o", "UserKnownHostsFile=" + peer.knownHosts().stream().map(Path::toString).collect(Collectors.joining(" ")));
        }
    }

    /** rsync takes quotes for what they are, but knows no escape in them. */
    private static String quoted(List<String> words) {
        return words.stream().map(word -> word.contains(" ") ? "\"" + word + "\"" : word).collect(Collectors.joining(" "));
    }

    private @Nullable String become() {
        Route.@Nullable Peer peer = peer();
        Route.@Nullable Other other = peer == null ? null : peer.become();
        if (other == null) {
            return null;
        }
        if (!other.method().equals("sudo")) {
            throw new ModuleFailure("become_method " + other.method() + ": rsync becomes " + other.user()
                    + " on the host by sudo alone; say with rsync_path what else runs it there");
        }
        return (other.exe() == null ? "sudo" : other.exe()) + " -n -u " + Shell.quote(other.user()) + " rsync";
    }

    private void links(List<String> words) {
        add(words, !p.linkDest().isEmpty(), "-H", "-vv");
        for (String each : p.linkDest()) {
            String link = Path.of(directory).resolve(home(each)).normalize().toString();
            String parent = FilePaths.parent(Path.of(directory).resolve(dest).normalize().toString());
            if (peer() == null && (parent + "/").startsWith(link)) {
                throw new ModuleFailure("Hardlinking into a subdirectory of the source would cause recursion. " + parent + " and " + dest);
            }
            words.add("--link-dest=" + link);
        }
    }

    private static String home(String path) {
        return path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
    }

    @Nullable List<String> warnings() {
        return p.rsyncOpts().contains("") ? List.of("rsync_opts has an empty string, which means nothing: leave it out") : null;
    }

    /** What the user may do about an error. */
    String help(String error) {
        if (error.contains("a password is required")) {
            return "\nrsync cannot give sudo a password: allow it without, or leave out become";
        }
        if (error.contains("rsync: command not found") || error.contains("rsync: not found")) {
            return "\ninstall rsync on the host, too";
        }
        return error.contains("Permission denied (") ? "\nrsync makes a connection of its own: give it a key or a password that ssh takes without asking" : "";
    }
}
