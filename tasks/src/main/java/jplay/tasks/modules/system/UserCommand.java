package jplay.tasks.modules.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/** The commands that make and remove a user: of the shadow tools, or of busybox where these are not there. */
final class UserCommand {
    private final List<String> shadow = new ArrayList<>();
    private final List<String> busybox = new ArrayList<>(List.of("-D"));

    private UserCommand() {}

    /**
     * {@code own} is whether there is a group of the user's name already, which useradd would refuse to make again. As in
     * Ansible, the user then gets the system's default group, not that one.
     */
    static String add(UserModule.Params params, List<String> groups, boolean own) {
        UserCommand command = new UserCommand();
        command.identity(params, groups, own);
        command.home(params);
        String name = Shell.quote(params.name());
        StringBuilder join = new StringBuilder();
        groups.forEach(group -> join.append(" && addgroup ").append(name).append(' ').append(Shell.quote(group)));
        boolean parents = params.home() != null && params.createHome();
        return (parents ? "mkdir -p -- " + Shell.quote(String.valueOf(params.home()).replaceFirst("/[^/]+/?$", "/")) + " && " : "")
                + "if command -v useradd >/dev/null; then useradd " + Shell.quote(command.shadow) + " -- " + name
                + "; else adduser " + Shell.quote(command.busybox) + " " + name + join + "; fi";
    }

    private void identity(UserModule.Params params, List<String> groups, boolean own) {
        option("-u", "-u", params.uid());
        if (params.nonUnique()) {
            shadow.add("-o");
        }
        option("-g", "-G", params.group());
        if (params.group() == null && own) {
            shadow.add("-N");
            busybox.addAll(List.of("-G", params.name()));
        }
        option("-G", "", groups.isEmpty() ? null : String.join(",", groups));
        option("-c", "-g", params.comment());
        option("-d", "-h", params.home());
        option("-s", "-s", params.shell());
        option("-Z", "", params.seuser());
        option("-e", "", params.expires() == null ? null : date(params.expires()));
    }

    private void home(UserModule.Params params) {
        shadow.add(params.createHome() ? "-m" : "-M");
        if (!params.createHome()) {
            busybox.add("-H");
        }
        option("-k", "-k", params.createHome() ? params.skeleton() : null);
        option("-K", "", params.umask() == null ? null : "UMASK=" + params.umask());
        if (params.system()) {
            shadow.add("-r");
            busybox.add("-S");
        }
    }

    private void option(String option, String other, @Nullable Object value) {
        if (value != null) {
            shadow.addAll(List.of(option, value.toString()));
            if (!other.isEmpty()) {
                busybox.addAll(List.of(other, value.toString()));
            }
        }
    }

    /** Forgives userdel's 12: the home cannot be removed because it is not there. */
    static String remove(UserModule.Params params) {
        String name = Shell.quote(params.name());
        return "if command -v userdel >/dev/null; then userdel" + (params.force() ? " -f" : "") + (params.remove() ? " -r" : "")
                + " -- " + name + "; else deluser" + (params.remove() ? " --remove-home " : " ") + name
                + "; fi\n_jp_status=$?; [ $_jp_status = 12 ] || exit $_jp_status";
    }

    static String unlocked(String hash) {
        return hash.replaceFirst("^!+", "");
    }

    /** Seconds as the days of /etc/shadow; "" for never. */
    static String days(double seconds) {
        return seconds < 0 ? "" : "" + (long) seconds / 86400;
    }

    static String date(double seconds) {
        return seconds < 0 ? "" : String.format(Locale.ROOT, "%tF", java.time.LocalDate.ofEpochDay((long) seconds / 86400));
    }
}
