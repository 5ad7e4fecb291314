package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.modules.support.FileExtras;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import jplay.tasks.text.Bytes;
import jplay.tasks.text.PythonRegex;
import org.jspecify.annotations.Nullable;

/** Lines of text files. */
@Module(
        name = "lineinfile",
        summary = "Sees to it that a line is in a text file, or is not.",
        example = """
                - name: Forbid passwords
                  lineinfile:
                    path: /etc/ssh/sshd_config
                    regexp: '^#?PasswordAuthentication'
                    line: PasswordAuthentication no
                    validate: /usr/sbin/sshd -t -f %s
                """)
@AutoService(TaskModule.class)
public final class LineInFile implements TaskModule<LineInFile.Params> {

    /** What is wanted. */
    public enum State { PRESENT, ABSENT }

    /** The parameters. */
    public record Params(
            @Param(value = "The file.", required = true, aliases = {"dest", "destfile", "name"}) String path,
            @Param(value = "Whether the line is to be there.", def = "present") State state,
            @Param(value = "Which line to replace or remove, as a Python regular expression: the last that matches.", aliases = "regex") @Nullable String regexp,
            @Param("Likewise, as text that the line contains.") @Nullable String searchString,
            @Param(value = "The line.", aliases = "value") @Nullable String line,
            @Param("Where no line is replaced, put it after the last that matches this; BOF and EOF are the ends of the file.") @Nullable String insertafter,
            @Param("Likewise before the last that matches; BOF is the beginning.") @Nullable String insertbefore,
            @Param("The line may refer to groups of regexp (\\1, \\g<name>); where regexp does not match, the file stays.") boolean backrefs,
            @Param("Make the file where there is none.") boolean create,
            @Param("Keep what was there before, beside it, with the time in its name.") boolean backup,
            @Param("Take the first line that matches and not the last.") boolean firstmatch,
            @Param("A command that judges the new file before it is put in place; %s stands for the file.") @Nullable String validate,
            @Param("The mode.") @Nullable FileMode mode,
            @Param("The owner.") @Nullable String owner,
            @Param("The group.") @Nullable String group,
            @Param("Write into a file that cannot be replaced whole, such as a bind mount.") boolean unsafeWrites,
            @Param(value = "", flat = true) FileExtras extras) {}

    /** What it returns; {@code found} counts the lines that were removed. */
    public record Result(String msg, String backup, @Nullable Integer found) {}

    @Override
    public Reads reads(Params p) {
        return Edit.reads(p.path());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Plan plan = decide(p, host, control);
        return Paths.isKnown(host, p.path()) ? p.extras().on(host, plan, FilePaths.clean(Paths.of(host, p.path()))) : plan;
    }

    private Plan decide(Params p, HostState host, Control control) {
        check(p);
        Edit edit = Edit.of(p.path(), p.owner(), p.group(), p.mode(), p.backup(), p.validate(), p.unsafeWrites());
        Plan.More more = edit.open(host);
        if (more != null) {
            return more;
        }
        FileState is = edit.file(host);
        if (p.state() == State.ABSENT) {
            return is == null ? new Plan.InSync(new Result("file not present", "", null)) : absent(p, edit, host);
        }
        if (is == null && !p.create()) {
            return new Plan.Failed("Destination " + p.path() + " does not exist ! create: true makes it", Map.of("rc", 257));
        }
        List<String> lines = new ArrayList<>(Bytes.lines(edit.text(host)));
        String message = new Line(p, lines).present();
        return edit.plan(host, message.isEmpty() ? null : String.join("", lines), message, (said, kept) ->
                new Result(said, kept == null ? "" : kept, null));
    }

    private static Plan absent(Params p, Edit edit, HostState host) {
        PythonRegex regexp = p.regexp() == null ? null : Edit.pattern("regexp", p.regexp());
        List<String> lines = Bytes.lines(edit.text(host));
        List<String> left = lines.stream().filter(line -> !isMeant(p, regexp, line)).toList();
        int found = lines.size() - left.size();
        return edit.plan(
                host, found == 0 ? null : String.join("", left), found == 0 ? "" : found + " line(s) removed",
                (said, kept) -> new Result(said, kept == null ? "" : kept, found));
    }

    private static boolean isMeant(Params p, @Nullable PythonRegex regexp, String line) {
        if (regexp != null) {
            return regexp.found(line);
        }
        if (p.searchString() != null) {
            return line.contains(Bytes.of(p.searchString()));
        }
        return Line.strip(line).equals(Bytes.of(String.valueOf(p.line())));
    }

    private static void check(Params p) {
        if (p.insertafter() != null && p.insertbefore() != null) {
            throw new ModuleFailure("parameters are mutually exclusive: insertbefore|insertafter");
        }
        if (p.searchString() != null && (p.regexp() != null || p.backrefs())) {
            throw new ModuleFailure("search_string does not go with " + (p.backrefs() ? "backrefs" : "regexp"));
        }
        if (p.state() == State.PRESENT) {
            if (p.backrefs() && p.regexp() == null) {
                throw new ModuleFailure("regexp is required with backrefs=true");
            }
            if (p.line() == null) {
                throw new ModuleFailure("line is required with state=present");
            }
        } else if (p.regexp() == null && p.searchString() == null && p.line() == null) {
            throw new ModuleFailure("one of line, search_string, or regexp is required with state=absent");
        }
    }
}
