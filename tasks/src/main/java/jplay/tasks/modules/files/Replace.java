package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.regex.Matcher;
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
import jplay.tasks.text.Bytes;
import jplay.tasks.text.PythonCharset;
import jplay.tasks.text.PythonRegex;
import org.jspecify.annotations.Nullable;

/** Replaces all matches in a file. */
@Module(
        name = "replace",
        summary = "Replaces all that matches a regular expression in a text file.",
        example = """
                - name: Rename the host
                  replace:
                    path: /etc/hosts
                    regexp: '(\\s+)old\\.example\\.org(\\s+.*)?$'
                    replace: '\\1new.example.org\\2'
                """)
@AutoService(TaskModule.class)
public final class Replace implements TaskModule<Replace.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "The file.", required = true, aliases = {"dest", "destfile", "name"}) String path,
            @Param(value = "What to replace, as a Python regular expression; ^ and $ match at each line.", required = true) String regexp,
            @Param("What to put in its place; may refer to groups (\\1, \\g<name>). Nothing removes the matches.") @Nullable String replace,
            @Param("Only after what matches this.") @Nullable String after,
            @Param("Only before what matches this.") @Nullable String before,
            @Param("Keep what was there before, beside it, with the time in its name.") boolean backup,
            @Param("A command that judges the new file before it is put in place; %s stands for the file.") @Nullable String validate,
            @Param(value = "The encoding of the file.", def = "utf-8") String encoding,
            @Param("The mode.") @Nullable FileMode mode,
            @Param("The owner.") @Nullable String owner,
            @Param("The group.") @Nullable String group,
            @Param("Write into a file that cannot be replaced whole, such as a bind mount.") boolean unsafeWrites,
            @Param(value = "", flat = true) FileExtras extras) {}

    /** What it returns. */
    public record Result(String msg, int rc, @Nullable String backupFile) {}

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
        Edit edit = Edit.of(p.path(), p.owner(), p.group(), p.mode(), p.backup(), p.validate(), p.unsafeWrites());
        Plan.More more = edit.open(host);
        if (more != null) {
            return more;
        }
        if (edit.file(host) == null) {
            return new Plan.Failed("Path " + p.path() + " does not exist !", Map.of("rc", 257));
        }
        Charset charset = charset(p.encoding());
        String text = decode(p, Bytes.toArray(edit.text(host)), charset);
        try {
            return replace(p, edit, host, text, charset);
        } catch (IllegalArgumentException e) {
            return Plan.Failed.of(String.valueOf(e.getMessage()));
        }
    }

    private static Plan replace(Params p, Edit edit, HostState host, String text, Charset charset) {
        int from = 0;
        int to = text.length();
        String section = section(p);
        if (!section.isEmpty()) {
            PythonRegex pattern = PythonRegex.of(section, "su");
            Matcher match = pattern.search(text);
            if (match == null) {
                return new Plan.InSync(new Result(
                        "Pattern for before/after params did not match the given file: " + section, 0, null));
            }
            from = match.start(pattern.group("subsection"));
            to = match.end(pattern.group("subsection"));
        }
        PythonRegex.Replaced done = PythonRegex.of(p.regexp(), "mu")
                .replace(p.replace() == null ? "" : p.replace(), text.substring(from, to));
        String now = text.substring(0, from) + done.text() + text.substring(to);
        if (done.count() == 0 || now.equals(text)) {
            return edit.plan(host, null, "", (said, kept) -> new Result(said, 0, kept));
        }
        return edit.plan(host, Bytes.of(now.getBytes(charset)), done.count() + " replacements made", (said, kept) ->
                new Result(said, 0, kept));
    }

    private static String section(Params p) {
        String after = p.after() == null ? "" : p.after();
        String before = p.before() == null ? "" : p.before();
        if (after.isEmpty() && before.isEmpty()) {
            return "";
        }
        return after + "(?P<subsection>." + (after.isEmpty() || before.isEmpty() ? "*)" : "*?)") + before;
    }

    private static Charset charset(String name) {
        try {
            return PythonCharset.of(name);
        } catch (IllegalArgumentException e) {
            throw new ModuleFailure("encoding: " + e.getMessage());
        }
    }

    private static String decode(Params p, byte[] bytes, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString();
        } catch (CharacterCodingException e) {
            throw new ModuleFailure(p.path() + " is not encoded in " + p.encoding() + "; name its encoding with 'encoding'");
        }
    }
}
