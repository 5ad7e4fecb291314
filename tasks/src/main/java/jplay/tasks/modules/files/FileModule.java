package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.MakeDirectory;
import jplay.tasks.effect.OrNothing;
import jplay.tasks.effect.Remove;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.effect.Touch;
import jplay.tasks.modules.support.FileExtras;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.GroupRead;
import jplay.tasks.read.UserRead;
import org.jspecify.annotations.Nullable;

/** Files, directories and links and their attributes. */
@Module(
        name = "file",
        summary = "Makes directories and links, removes files, and sets owner, group and mode.",
        example = """
                - name: Make a directory for data
                  file:
                    path: /var/lib/service/data
                    state: directory
                    owner: root
                    mode: "0750"
                """)
@AutoService(TaskModule.class)
public final class FileModule implements TaskModule<FileModule.Params> {

    /** What is wanted. */
    public enum State { ABSENT, DIRECTORY, FILE, HARD, LINK, TOUCH }

    /** The parameters. */
    public record Params(
            @Param(value = "What this is about.", required = true, aliases = {"dest", "name"}) String path,
            @Param("What is to be there; without it, what is there stays what it is.") @Nullable State state,
            @Param("What a link points to.") @Nullable String src,
            @Param("Also all that is in the directory.") boolean recurse,
            @Param("Make a link to what does not exist, or in the place of a file.") boolean force,
            @Param(value = "Where path is a link, work on what it points to.", def = "true") boolean follow,
            @Param("When it was changed: now, preserve, or a time in modification_time_format.") @Nullable String modificationTime,
            @Param(value = "How modification_time is written.", def = "%Y%m%d%H%M.%S") String modificationTimeFormat,
            @Param("When it was read: now, preserve, or a time in access_time_format.") @Nullable String accessTime,
            @Param(value = "How access_time is written.", def = "%Y%m%d%H%M.%S") String accessTimeFormat,
            @Param("The mode.") @Nullable FileMode mode,
            @Param("The owner.") @Nullable String owner,
            @Param("The group.") @Nullable String group,
            @Param("Means nothing here: nothing is written.") boolean unsafeWrites,
            @Param(value = "", flat = true) FileExtras extras) {

        Wish wish() {
            return new Wish(owner, group, mode);
        }
    }

    /** What it returns. */
    public record Result(
            @Nullable String path,
            @Nullable String dest,
            @Nullable String src,
            @Nullable String state,
            @Nullable String mode,
            @Nullable String owner,
            @Nullable String group,
            @Nullable Integer uid,
            @Nullable Integer gid,
            @Nullable Long size,
            @Nullable Map<String, Object> diff) {

        Result with(Map<String, Object> changes) {
            return new Result(path, dest, src, state, mode, owner, group, uid, gid, size, changes);
        }

        static Result of(String path, @Nullable String src, @Nullable FileState is) {
            return of(path, src, is, src != null);
        }

        private static Result of(String path, @Nullable String src, @Nullable FileState is, boolean link) {
            return is == null
                    ? new Result(link ? null : path, link ? path : null, src, "absent", null, null, null, null, null, null, null)
                    : new Result(
                            link ? null : path, link ? path : null, src, Placed.state(is), is.placedMode(), is.owner(),
                            is.group(), Placed.id(is.uid()), Placed.id(is.gid()), is.size(), null);
        }
    }

    @Override
    public Reads reads(Params p) {
        Reads asked = p.src() == null || p.state() == State.LINK ? Paths.asked(p.path()) : Paths.asked(p.path(), p.src());
        return asked.all().isEmpty() ? first(p, FilePaths.clean(p.path())) : asked;
    }

    private static Reads first(Params p, String path) {
        FileRead itself = FileRead.of(path);
        return p.follow() && p.state() != State.ABSENT && p.state() != State.LINK
                ? Reads.of(itself, itself.following())
                : Reads.of(itself);
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        Plan plan = decide(p, host, control);
        if (!Paths.isKnown(host, p.path())) {
            return plan;
        }
        String path = FilePaths.clean(Paths.of(host, p.path()));
        return FileDiff.on(p.extras().on(host, plan, path), path, host);
    }

    private Plan decide(Params p, HostState host, Control control) {
        String path = FilePaths.clean(Paths.of(host, p.path()));
        Reads open = Paths.unasked(host, first(p, path).all());
        if (!open.all().isEmpty()) {
            return new Plan.More(open);
        }
        FileRead itself = FileRead.of(path);
        @Nullable FileState is = known(host, itself);
        if (is == null && !host.get(itself).isAbsent() && (p.state() == null || p.state() == State.FILE)) {
            is = FileState.predicted(FileState.Kind.FILE, 0644);
        }
        State state = state(p, is);
        if (p.recurse() && state != State.DIRECTORY) {
            return Plan.Failed.of("recurse option requires state to be 'directory'");
        }
        if (p.src() != null && state != State.LINK && state != State.HARD) {
            return Plan.Failed.of("src option requires state to be 'link' or 'hard'");
        }
        if (state == State.ABSENT) {
            return absent(path, is, host);
        }
        if (state == State.LINK || state == State.HARD) {
            return new Links(p, path, is).plan(host, state == State.HARD);
        }
        if (is != null && is.isLink() && p.follow()) {
            FileRead behind = itself.following();
            is = known(host, behind);
            path = is == null || is.realPath() == null ? path : is.realPath();
        }
        return is == null ? make(p, host, path, state) : keep(p, host, path, is, state);
    }

    private static State state(Params p, @Nullable FileState is) {
        if (p.state() != null) {
            return p.state();
        }
        if (is == null) {
            return p.recurse() ? State.DIRECTORY : State.FILE;
        }
        boolean hard = p.src() != null && is.isFile() && is.links() > 1;
        return is.isDirectory() ? State.DIRECTORY : is.isLink() ? State.LINK : hard ? State.HARD : State.FILE;
    }

    private static Plan absent(String path, @Nullable FileState is, HostState host) {
        if (is == null) {
            return new Plan.InSync(Result.of(path, null, null));
        }
        if (is.isDirectory() && !host.has(FileDiff.below(path))) {
            return new Plan.More(Reads.of(FileDiff.below(path)));
        }
        Diff diff = Diff.properties(path, Map.of("path", path, "state", Placed.state(is)), Map.of("path", path, "state", "absent"));
        return Plan.Change.of(List.of(new Remove(path)), diff, Result.of(path, null, null));
    }

    private static Plan make(Params p, HostState host, String path, State state) {
        Wish wish = p.wish();
        if (state == State.FILE) {
            return nothing(wish, host, path);
        }
        List<Effect> effects = new ArrayList<>();
        Times times = Times.of(p, host, null);
        if (times.open() != null) {
            return new Plan.More(times.open());
        }
        if (state == State.DIRECTORY) {
            effects.add(new MakeDirectory(path, wish.newMode(true), wish.owner(), wish.group()));
            times.effect(path).ifPresent(effects::add);
        } else {
            effects.add(new Touch(path, times.access(), times.modified(), null));
            if (!wish.isEmpty()) {
                FileState made = FileState.predicted(FileState.Kind.FILE, 0644).withContent(Content.of(""));
                effects.add(new OrNothing(path, new SetAttributes(path, made, wish.newMode(false), wish.owner(), wish.group())));
            }
        }
        String word = state == State.DIRECTORY ? "directory" : "touch";
        return changed(
                p, path, effects, Diff.properties(path, Map.of("path", path, "state", "absent"), Map.of("path", path, "state", word)));
    }

    /** There is no file; nor may there be its owner, which check mode is asked about. */
    private static Plan nothing(Wish wish, HostState host, String path) {
        List<Read<?>> owners = new ArrayList<>();
        if (wish.owner() != null) {
            owners.add(UserRead.of(wish.owner()));
        }
        if (wish.group() != null) {
            owners.add(GroupRead.of(wish.group()));
        }
        Reads open = Paths.unasked(host, owners);
        if (!open.all().isEmpty()) {
            return new Plan.More(open);
        }
        List<String> warnings = new ArrayList<>();
        if (wish.owner() != null && host.get(UserRead.of(wish.owner())).isAbsent()) {
            warnings.add(unknown("user", "uid", wish.owner()));
        }
        if (wish.group() != null && host.get(GroupRead.of(wish.group())).isAbsent()) {
            warnings.add(unknown("group", "gid", wish.group()));
        }
        Map<String, Object> result = new LinkedHashMap<>(Map.of("path", path, "state", "absent"));
        if (!warnings.isEmpty()) {
            result.put("warnings", warnings);
        }
        return new Plan.Failed(
                "file (" + path + ") is absent, cannot continue; state: touch makes an empty file, copy one with content", result);
    }

    private static String unknown(String what, String number, String name) {
        boolean digits = name.matches("[0-9]+");
        return "failed to look up " + what + (digits ? " with " + number + " " : " ") + name + ". Create " + what
                + " up to this point in real play";
    }

    private static Plan keep(Params p, HostState host, String path, FileState is, State state) {
        if (state == State.DIRECTORY && !is.isDirectory()) {
            return new Plan.Failed(path + " already exists as a " + Placed.state(is), Result.of(path, null, is));
        }
        if (state == State.FILE && (is.isDirectory() || is.isLink())) {
            return new Plan.Failed(
                    "file (" + path + ") is " + Placed.state(is) + ", cannot continue",
                    Map.of("path", path, "state", Placed.state(is)));
        }
        Times times = Times.of(p, host, is);
        if (times.open() != null) {
            return new Plan.More(times.open());
        }
        Wish wish = p.wish();
        List<Effect> effects = new ArrayList<>();
        Diff diff = Diff.NONE;
        if (!wish.isMet(is)) {
            effects.add(wish.mend(path, is));
            diff = Diff.of(wish.diff(path, is));
        }
        times.effect(path).ifPresent(effects::add);
        if (p.recurse()) {
            Recursion below = new Recursion(p, path);
            Reads open = below.open(host);
            if (!open.all().isEmpty()) {
                return new Plan.More(open);
            }
            diff = below.add(host, effects, diff);
        }
        return effects.isEmpty() ? new Plan.InSync(Result.of(path, null, is, p.state() == State.TOUCH)) : changed(p, path, effects, diff);
    }

    /** {@code touch} calls its path {@code dest}, as links do. */
    private static Plan changed(Params p, String path, List<Effect> effects, Diff diff) {
        FileRead after = FileRead.of(path);
        return new Plan.Change(effects, diff, Reads.of(after), applied -> Result.of(
                path, null, known(applied.state(), after), p.state() == State.TOUCH));
    }

    /** Null where there is none, and where nobody knows: then what is done tells. */
    static @Nullable FileState known(HostState host, Read<FileState> read) {
        return host.get(read) instanceof Answer.Known<FileState>(FileState is) ? is : null;
    }
}
