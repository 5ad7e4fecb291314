package jplay.tasks.modules.files;

import com.google.auto.service.AutoService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.MakeTemporary;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** Temporary files and directories. */
@Module(
        name = "tempfile",
        summary = "Makes an empty temporary file or directory with a name of its own.",
        example = """
                - name: Make a place to build in
                  tempfile:
                    state: directory
                    suffix: build
                  register: place

                - name: Remove it
                  file:
                    path: "{{ place.path }}"
                    state: absent
                """)
@AutoService(TaskModule.class)
public final class TempFile implements TaskModule<TempFile.Params> {
    private static final String NONE = "$TMPDIR";

    /** What to make. */
    public enum State { FILE, DIRECTORY }

    /** The parameters. */
    public record Params(
            @Param(value = "What to make.", def = "file") State state,
            @Param("Where; without it, in $TMPDIR or /tmp.") @Nullable String path,
            @Param(value = "What its name begins with.", def = "ansible.") String prefix,
            @Param("What its name ends with.") @Nullable String suffix) {}

    /** What it returns. */
    public record Result(
            String path,
            String state,
            @Nullable String mode,
            @Nullable String owner,
            @Nullable String group,
            @Nullable Integer uid,
            @Nullable Integer gid,
            @Nullable Long size) {}

    @Override
    public Reads reads(Params p) {
        return Paths.asked(p.path() == null ? NONE : p.path());
    }

    @Override
    public Plan plan(Params p, HostState host, Control control) {
        String given = Paths.of(host, p.path() == null ? NONE : p.path());
        String parent = given.endsWith(NONE) ? "/tmp" : given;
        String random = Long.toString(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 41), 36);
        String path = FilePaths.join(parent, p.prefix() + random + (p.suffix() == null ? "" : p.suffix()));
        Diff diff = Diff.properties(path, Map.of("state", "absent"), Map.of("state", p.state() == State.FILE ? "file" : "directory"));
        boolean directory = p.state() == State.DIRECTORY;
        FileRead after = FileRead.of(path);
        return new Plan.Change(List.of(new MakeTemporary(path, directory)), diff, Reads.of(after), applied -> {
            FileState is = applied.state().get(after).orElse(FileState.predicted(FileState.Kind.FILE, 0600));
            return new Result(
                    path, directory ? "directory" : "file", is.placedMode(), is.owner(), is.group(), Placed.id(is.uid()),
                    Placed.id(is.gid()), is.size());
        });
    }
}
