package jplay.tasks.modules.source;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.NotKnownYet;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Route;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.HostCommand;
import jplay.tasks.read.CommandRead;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.PackageRead;
import jplay.tasks.read.PathRead;
import org.jspecify.annotations.Nullable;

/** Trees of files by rsync. */
@Module(
        name = "synchronize",
        collection = "ansible.posix",
        summary = "Makes a tree of files on the host what it is on the control machine, or the other way round, by rsync. "
                + "It runs on the control machine, or on the host that the task is delegated to, and reaches the task's host over ssh; "
                + "a task that is delegated to its own host stays on it.",
        needs = "rsync",
        reachesOut = true,
        example = """
                - name: Bring the site over, and remove there what is no more
                  ansible.posix.synchronize:
                    src: site/
                    dest: /srv/www/
                    delete: true
                """)
@AutoService(TaskModule.class)
public final class Synchronize implements TaskModule<Synchronize.Params> {

    /** Which way the files go. */
    public enum Mode {
        PUSH,
        PULL
    }

    /** Parameters. */
    public record Params(
            @Param(value = "What is copied; with a slash at its end, what is in it.", required = true) String src,
            @Param(value = "Where it goes.", required = true) String dest,
            @Param(value = "push brings files to the host, pull takes them from there.", def = "push") Mode mode,
            @Param(value = "Everything below, links, permissions, times, owners, groups and devices, as they are.", def = "true") boolean archive,
            @Param("Compare content, not size and time.") boolean checksum,
            @Param(value = "Compress what is sent.", def = "true") boolean compress,
            @Param("In place of a link, what it leads to.") boolean copyLinks,
            @Param("Remove from dest, at the end, what is not in src.") boolean delete,
            @Param(value = "Put all files in their places together, at the end; rules in files called .rsync-filter hold with it.", def = "true")
                    boolean delayUpdates,
            @Param("The port of ssh, where it is another than the connection's.") @Nullable Integer destPort,
            @Param("Directories without what is in them.") boolean dirs,
            @Param("Only files that dest has already.") boolean existingOnly,
            @Param("Groups as they are; what archive says if it is left out.") @Nullable Boolean group,
            @Param("Links as links; what archive says if it is left out.") @Nullable Boolean links,
            @Param("Directories to link unchanged files from, in place of copying them.") List<String> linkDest,
            @Param("Owners as they are; what archive says if it is left out.") @Nullable Boolean owner,
            @Param("Keep a file that came in part when the connection breaks.") boolean partial,
            @Param("Permissions as they are; what archive says if it is left out.") @Nullable Boolean perms,
            @Param("The private key for ssh, where it is another than the connection's.") @Nullable String privateKey,
            @Param("Everything below, too; what archive says if it is left out.") @Nullable Boolean recursive,
            @Param("More options for rsync.") List<String> rsyncOpts,
            @Param("What runs rsync on the other machine; the variable ansible_rsync_path says so for where it begins.") @Nullable String rsyncPath,
            @Param(value = "Give up after so many seconds in which nothing comes; 0 never does.", def = "0") int rsyncTimeout,
            @Param(value = "Log in as the connection's user; otherwise as ssh's own configuration says.", def = "true") boolean setRemoteUser,
            @Param("Use a connection that another ssh keeps open, as ssh's own configuration says.") boolean sshConnectionMultiplexing,
            @Param("Times as they are; what archive says if it is left out.") @Nullable Boolean times,
            @Param("Give ssh all that ansible_ssh_args, ansible_ssh_common_args and ansible_ssh_extra_args say.") boolean useSshArgs,
            @Param("Whether the host's key must be a known one. If it is left out, this is as for the connection, and a host "
                            + "that the task is delegated to takes any key.")
                    @Nullable Boolean verifyHost) {}

    /** What it returns: the command, what rsync printed, and that line by line. */
    public record Result(String cmd, @Nullable String msg, int rc, @Nullable List<String> stdoutLines, @Nullable List<String> warnings) {}

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Route route = control.route();
        Object given = control.variable("ansible_rsync_path");
        String rsync = given == null ? "rsync" : given.toString();
        CommandRead tools = tools(rsync);
        List<Read<?>> asked = new ArrayList<>(List.of(tools));
        boolean stays = route.peer() == null;
        String src = stays || p.mode() == Mode.PUSH ? near(p.src(), asked, host, control) : p.src();
        String dest = stays || p.mode() == Mode.PULL ? near(p.dest(), asked, host, control) : p.dest();
        asked.removeIf(host::has);
        if (!asked.isEmpty()) {
            return new Plan.More(new Reads(asked));
        }
        if (src.startsWith("rsync://") && dest.startsWith("rsync://")) {
            return new Plan.Failed("either src or dest must be a localhost", Map.of("rc", 1));
        }
        List<String> found = host.get(tools).get().out().lines().toList();
        if (found.isEmpty()) {
            return Plan.Failed.of("there is no " + rsync + " " + (route.fromControl() ? "on the control machine" : "where the task runs")
                    + ": install rsync there, or say where it is with the variable ansible_rsync_path");
        }
        look(route, p, src);
        Object directory = control.variable("playbook_dir");
        RsyncCommand command = new RsyncCommand(p, route, found.get(0), found.size() > 1 ? found.get(1) : "ssh", src, dest,
                route.fromControl() && directory != null ? directory.toString() : "/");
        return plan(command, !stays && p.mode() == Mode.PUSH && dest.startsWith("/"));
    }

    /** Where rsync and ssh are. */
    private static CommandRead tools(String rsync) {
        return new CommandRead("command -v " + Shell.quote(rsync) + " || exit 0\ncommand -v ssh || :", PackageRead.subject("rsync"));
    }

    /** A path of the machine that rsync runs on; what is relative is looked for as other files of the control machine are. */
    private static String near(String path, List<Read<?>> asked, HostState host, Control control) {
        if (path.contains(":") || path.startsWith("/") && !PathRead.isNeeded(path)) {
            return path;
        }
        if (path.startsWith("~") || path.contains("$")) {
            PathRead read = new PathRead(path);
            asked.add(read);
            return host.has(read) ? slash(host.get(read).get(), path) : path;
        }
        @Nullable Path found = control.findOrNull(path, "files");
        Object directory = control.variable("playbook_dir");
        Path at = found != null ? found : Path.of(directory == null ? "" : directory.toString()).resolve(path);
        return slash(at.toAbsolutePath().normalize().toString(), path);
    }

    private static String slash(String path, String as) {
        return as.endsWith("/") && !path.endsWith("/") ? path + "/" : path;
    }

    /** rsync cannot look at what check mode alone knows of. */
    private static void look(Route route, Params p, String src) {
        String path = FilePaths.clean(src);
        for (String file : route.peer() != null && p.mode() == Mode.PULL ? route.ahead().far() : route.ahead().near()) {
            boolean above = file.endsWith("/") && (path + "/").startsWith(file);
            if (above || file.equals(path) || file.startsWith(path.equals("/") ? path : path + "/")) {
                throw new NotKnownYet("what rsync makes of " + file + " is known only when it is as it will be");
            }
        }
    }

    private static Plan plan(RsyncCommand command, boolean hides) {
        String cmd = command.text(false);
        HostCommand run = HostCommand.of(command.script(false), "rsync to " + command.dest());
        if (hides) {
            run = run.hides(command.dest(), "what is in " + command.dest() + " is known only when it was synchronized");
        }
        HostCommand dry = HostCommand.of(command.script(true), "rsync --dry-run to " + command.dest());
        return new Plan.Opaque(run, output -> judge(command, cmd, output), null, dry);
    }

    private static Plan.Outcome judge(RsyncCommand command, String cmd, Output output) {
        List<String> warnings = command.warnings();
        if (output.exit() != 0) {
            String why = output.err().strip();
            if (command.route().ahead().any()) {
                throw new NotKnownYet("rsync cannot tell before earlier tasks were done: " + why.lines().findFirst().orElse(""));
            }
            return new Plan.Outcome(false, why.isEmpty() ? "rsync ends with status " + output.exit() : why + command.help(why),
                    new Result(cmd, null, output.exit(), null, warnings));
        }
        String said = output.out();
        boolean changed = command.p().linkDest().isEmpty()
                ? said.contains(RsyncCommand.MARK) : !said.contains(RsyncCommand.MARK + ".");
        String shown = said.replace(RsyncCommand.MARK, "");
        List<String> lines = shown.lines().filter(line -> !line.isEmpty()).toList();
        Diff diff = changed ? Diff.text("rsync to " + command.dest(), "", shown) : Diff.NONE;
        return new Plan.Outcome(changed, null, new Result(cmd, shown, 0, lines, warnings), diff);
    }
}
