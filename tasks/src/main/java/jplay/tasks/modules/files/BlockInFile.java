package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
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

/** Blocks of lines between marks. */
@Module(
        name = "blockinfile",
        summary = "Sees to it that a block of lines is in a text file, between two marking lines, or is not.",
        example = """
                - name: Name the cluster's hosts
                  blockinfile:
                    path: /etc/hosts
                    marker: "# {mark} cluster"
                    block: |
                      10.0.0.1 one
                      10.0.0.2 two
                """)
@AutoService(TaskModule.class)
public final class BlockInFile implements TaskModule<BlockInFile.Params> {

    /** What is wanted. */
    public enum State { PRESENT, ABSENT }

    /** The parameters. */
    public record Params(
            @Param(value = "The file.", required = true, aliases = {"dest", "destfile", "name"}) String path,
            @Param(value = "Whether the block is to be there.", def = "present") State state,
            @Param(value = "The marking lines; {mark} stands for marker_begin and marker_end.", def = "# {mark} ANSIBLE MANAGED BLOCK") String marker,
            @Param(value = "The lines. None removes the block.", aliases = "content") @Nullable String block,
            @Param("Put a new block after the last line that matches this; EOF is the end of the file.") @Nullable String insertafter,
            @Param("Likewise before the last line that matches; BOF is the beginning.") @Nullable String insertbefore,
            @Param("Make the file where there is none.") boolean create,
            @Param("Keep what was there before, beside it, with the time in its name.") boolean backup,
            @Param("A command that judges the new file before it is put in place; %s stands for the file.") @Nullable String validate,
            @Param(value = "What {mark} is in the first line.", def = "BEGIN") String markerBegin,
            @Param(value = "What {mark} is in the last line.", def = "END") String markerEnd,
            @Param("See to an empty line after the block.") boolean appendNewline,
            @Param("See to an empty line before the block.") boolean prependNewline,
            @Param("The mode.") @Nullable FileMode mode,
            @Param("The owner.") @Nullable String owner,
            @Param("The group.") @Nullable String group,
            @Param("Write into a file that cannot be replaced whole, such as a bind mount.") boolean unsafeWrites,
            @Param(value = "", flat = true) FileExtras extras) {}

    /** What it returns. */
    public record Result(String msg, @Nullable String backupFile) {}

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
        if (p.insertafter() != null && p.insertbefore() != null) {
            return Plan.Failed.of("parameters are mutually exclusive: insertbefore|insertafter");
        }
        Edit edit = Edit.of(p.path(), p.owner(), p.group(), p.mode(), p.backup(), p.validate(), p.unsafeWrites());
        Plan.More more = edit.open(host);
        if (more != null) {
            return more;
        }
        FileState is = edit.file(host);
        if (is == null && p.state() == State.ABSENT) {
            return new Plan.InSync(new Result("File " + p.path() + " not present", null));
        }
        if (is == null && !p.create()) {
            return new Plan.Failed("Path " + p.path() + " does not exist ! create: true makes it", Map.of("rc", 257));
        }
        List<String> block = block(p);
        String before = edit.text(host);
        List<String> lines = new ArrayList<>(Bytes.splitLines(before));
        put(p, lines, block, before);
        String after = String.join("", lines);
        String message = is == null ? "File created" : after.equals(before) ? "" : block.isEmpty() ? "Block removed" : "Block inserted";
        return edit.plan(host, after, message, Result::new);
    }

    private static String mark(Params p, String word) {
        return Bytes.of(p.marker().replace("{mark}", word)) + "\n";
    }

    private static List<String> block(Params p) {
        List<String> block = new ArrayList<>();
        if (p.state() == State.PRESENT && p.block() != null && !p.block().isEmpty()) {
            block.add(mark(p, p.markerBegin()));
            block.addAll(Bytes.splitLines(Bytes.of(p.block().endsWith("\n") ? p.block() : p.block() + "\n")));
            block.add(mark(p, p.markerEnd()));
        }
        return block;
    }

    private static void put(Params p, List<String> lines, List<String> block, String text) {
        int begin = lines.lastIndexOf(mark(p, p.markerBegin()));
        int end = lines.lastIndexOf(mark(p, p.markerEnd()));
        int at = Math.min(begin, end);
        if (at >= 0) {
            lines.subList(at, Math.max(begin, end) + 1).clear();
        } else {
            at = place(p, lines, text);
        }
        if (at > 0 && !lines.get(at - 1).endsWith("\n")) {
            lines.set(at - 1, lines.get(at - 1) + "\n");
        }
        boolean present = p.state() == State.PRESENT;
        if (p.prependNewline() && present && at > 0 && !lines.get(at - 1).equals("\n")) {
            lines.add(at++, "\n");
        }
        lines.addAll(at, block);
        int next = at + block.size();
        if (p.appendNewline() && present && next < lines.size() && !lines.get(next).equals("\n")) {
            lines.add(next, "\n");
        }
    }

    private static int place(Params p, List<String> lines, String text) {
        boolean after = p.insertbefore() == null;
        String where = after ? p.insertafter() : p.insertbefore();
        if (where == null || where.equals(after ? "EOF" : "BOF")) {
            return after ? lines.size() : 0;
        }
        PythonRegex pattern = Edit.pattern(after ? "insertafter" : "insertbefore", where);
        int found = -1;
        if (pattern.isMultiline()) {
            Matcher match = pattern.search(text);
            found = match == null ? -1 : (int) text.substring(0, after ? match.end() : match.start()).chars().filter(c -> c == '\n').count();
        } else {
            for (int i = 0; i < lines.size(); i++) {
                found = pattern.found(lines.get(i)) ? i : found;
            }
        }
        return found < 0 ? lines.size() : Math.min(lines.size(), found + (after ? 1 : 0));
    }
}
