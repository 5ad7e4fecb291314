package jplay.runner.rehearse;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether a change on a host is one that a task has owned up to. */
final class Explained {
    /** What these change beside what they name; a directory stands for all below it. */
    private static final Map<String, List<String>> BESIDE = Map.ofEntries(
            Map.entry("user", List.of("/etc/passwd", "/etc/shadow", "/etc/group", "/etc/gshadow", "/etc/subuid", "/etc/subgid", "/var/mail", "/home")),
            Map.entry("group", List.of("/etc/group", "/etc/gshadow")),
            Map.entry("systemd", List.of("/etc/systemd", "unit")),
            Map.entry("service", List.of("/etc/systemd", "/etc/rc0.d", "/etc/rc1.d", "/etc/rc2.d", "/etc/rc3.d", "/etc/rc4.d", "/etc/rc5.d", "/etc/rc6.d", "unit")),
            Map.entry("apt", List.of("/")),
            Map.entry("package", List.of("/")),
            Map.entry("alternatives", List.of("/etc/alternatives", "/var/lib/dpkg/alternatives")),
            Map.entry("dpkg_selections", List.of("/var/lib/dpkg/status", "/var/lib/dpkg/status-old")),
            Map.entry("debconf", List.of("/var/cache/debconf")),
            Map.entry("cron", List.of("/var/spool/cron", "/etc/cron.d")),
            Map.entry("hostname", List.of("/etc/hostname", "/etc/machine-info", "sysctl kernel.hostname")),
            Map.entry("modprobe", List.of("/etc/modules-load.d", "/etc/modprobe.d", "sysctl")),
            Map.entry("mount", List.of("/etc/fstab", "mount")),
            Map.entry("sysctl", List.of("/etc/sysctl.conf", "/etc/sysctl.d", "sysctl")));
    /** Whose destination stands for all below it. */
    private static final Set<String> DEEP = Set.of("unarchive", "copy", "file", "user", "git", "mount");

    private Explained() {}

    /** Whether a task that changed something on the host accounts for this; for directories on the way where they are new. */
    static boolean by(List<Outcomes.Outcome> changed, String thing, boolean isNew) {
        return changed.stream().anyMatch(outcome -> accounts(outcome, thing, isNew));
    }

    private static boolean accounts(Outcomes.Outcome outcome, String thing, boolean isNew) {
        for (String path : BESIDE.getOrDefault(outcome.action(), List.of())) {
            // Old versions are kept beside: /etc/passwd-.
            if (isAt(thing, path) || thing.equals(path + "-") || path.equals("/") || thing.startsWith(path + " ")) {
                return true;
            }
        }
        for (String path : outcome.paths()) {
            String clean = path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
            boolean onTheWay = isNew && clean.startsWith(thing + "/");
            if (thing.equals(clean) || onTheWay || DEEP.contains(outcome.action()) && isAt(thing, clean)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAt(String thing, String path) {
        return thing.equals(path) || thing.startsWith(path.equals("/") ? "/" : path + "/");
    }
}
