package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.MountAction;
import jplay.tasks.read.FileRead;
import jplay.tasks.read.FileState;
import jplay.tasks.read.MountRead;
import org.jspecify.annotations.Nullable;

/** Keeps fstab, and mounts. */
@Module(
        name = "mount",
        collection = "ansible.posix",
        summary = "Keeps an entry of fstab, mounts and unmounts it.",
        needs = "mount",
        example = """
                - name: Mount a data disk, now and at boot
                  ansible.posix.mount:
                    path: /mnt/data
                    src: /dev/vdb1
                    fstype: ext4
                    state: mounted
                """)
@AutoService(TaskModule.class)
public final class MountModule implements TaskModule<MountModule.Params> {

    /** What is wanted. */
    public enum State { ABSENT, ABSENT_FROM_FSTAB, MOUNTED, PRESENT, UNMOUNTED, REMOUNTED, EPHEMERAL }

    /** Parameters. */
    public record Params(
            @Param(value = "Where it is mounted; none or swap for swap space.", required = true, aliases = "name") String path,
            @Param("The device, network volume or directory.") @Nullable String src,
            @Param("The file system's type.") @Nullable String fstype,
            @Param("Mount options.") @Nullable String opts,
            @Param(value = "The dump column of fstab.", def = "0") String dump,
            @Param(value = "The check column of fstab.", def = "0") String passno,
            @Param(value = "Whether it is mounted at boot; no adds noauto to the options.", def = "true") boolean boot,
            @Param(value = "The file to keep the entry in.", def = "/etc/fstab") String fstab,
            @Param(value = "Keep a copy of the file before a change.", def = "false") boolean backup,
            @Param(
                            value = "mounted: in fstab and mounted; present: in fstab; unmounted; absent: neither, and the directory removed; "
                                    + "absent_from_fstab; remounted; ephemeral: mounted, fstab left alone.",
                            required = true)
                    State state) {
        public Params {
            boolean needs = state == State.MOUNTED || state == State.PRESENT || state == State.EPHEMERAL;
            if (needs && (src == null || fstype == null)) {
                throw new IllegalArgumentException("state is " + state.name().toLowerCase(Locale.ROOT) + " but all of the following are missing: "
                        + (src != null ? "fstype" : fstype != null ? "src" : "src, fstype"));
            }
        }

        String options() {
            String all = opts == null ? "defaults" : opts;
            List<String> words = List.of(all.split(","));
            return boot || words.contains("noauto") || words.contains("defaults") ? all : all + ",noauto";
        }

        String mountPoint() {
            return path.length() > 1 ? path.replaceFirst("/+$", "") : path;
        }
    }

    /** What is registered. */
    public record Result(
            @Param("Where it is mounted.") String name,
            @Param("The device.") @Nullable String src,
            @Param("The type.") @Nullable String fstype,
            @Param("The options.") String opts,
            @Param("The dump column.") String dump,
            @Param("The check column.") String passno,
            @Param("Whether it is mounted at boot.") String boot,
            @Param("The file.") String fstab,
            @Param("The copy of the file, where one was kept.") @Nullable String backupFile) {}

    @Override
    public Reads reads(Params params) {
        return Reads.of(new MountRead(params.mountPoint()), fstab(params));
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        Answer<FileState> file = state.get(fstab(params));
        boolean keeps = List.of(State.MOUNTED, State.PRESENT, State.ABSENT, State.ABSENT_FROM_FSTAB).contains(params.state());
        String old = keeps ? Texts.text(file) : "";
        String text = keeps ? new Fstab(params).edit(old) : "";
        boolean edited = !text.equals(old);
        List<Effect> effects = new ArrayList<>();
        String backup = edited && params.backup() && file.isKnown() ? Texts.backup(params.fstab()) : null;
        if (edited) {
            effects.add(Texts.put(params.fstab(), file, text, 0644, backup));
        }
        act(params, state.get(new MountRead(params.mountPoint())), edited, effects);
        Result result = new Result(
                params.path(), params.src(), params.fstype(), params.options(), params.dump(), params.passno(),
                params.boot() ? "yes" : "no", params.fstab(), backup);
        return effects.isEmpty()
                ? new Plan.InSync(result)
                : Plan.Change.of(effects, diff(params, state, effects, edited ? Diff.text(params.fstab(), old, text) : Diff.NONE), result);
    }

    /** What becomes of the mount itself, where anything does. */
    private static Diff diff(Params params, HostState state, List<Effect> effects, Diff ofFile) {
        boolean mounted = state.get(new MountRead(params.mountPoint())).isKnown();
        String before = mounted ? "mounted" : "not mounted";
        Diff diff = ofFile;
        for (Effect effect : effects) {
            if (effect instanceof MountAction action && !action.verb().equals("rmdir")) {
                String after = action.verb().equals("umount") ? "not mounted" : action.verb().equals("mount") ? "mounted" : "mounted anew";
                diff = diff.and(new Diff.Properties(params.mountPoint(), Map.of("state", before), Map.of("state", after)));
            }
        }
        return diff;
    }

    private static void act(Params params, Answer<MountRead.Mount> now, boolean edited, List<Effect> effects) {
        String source = params.src() == null ? "" : params.src();
        boolean mounted = now.isKnown();
        boolean same = now instanceof Answer.Known<MountRead.Mount>(MountRead.Mount mount) && mount.shows(source);
        switch (params.state()) {
            case PRESENT, ABSENT_FROM_FSTAB -> { }
            case UNMOUNTED -> add(params, mounted ? "umount" : "", effects);
            case REMOUNTED -> {
                if (!mounted) {
                    throw new jplay.tasks.contract.ModuleFailure("Error remounting " + params.path() + ": it is not mounted");
                }
                add(params, "remount", effects);
            }
            case MOUNTED -> add(params, !mounted ? "mount" : !edited ? "" : same || source.contains("=") ? "remount" : "replace", effects);
            case EPHEMERAL -> {
                if (mounted && !same) {
                    throw new jplay.tasks.contract.ModuleFailure(
                            "something else is mounted at " + params.path() + "; unmount it first (state: unmounted), or take another path");
                }
                add(params, mounted ? "remount" : "mount", effects);
            }
            case ABSENT -> {
                if (edited) {
                    add(params, mounted ? "umount" : "", effects);
                    add(params, "rmdir", effects);
                }
            }
        }
    }

    private static void add(Params params, String verb, List<Effect> effects) {
        if (!verb.isEmpty()) {
            effects.add(new MountAction(
                    verb, params.mountPoint(), params.src() == null ? "" : params.src(), params.fstype() == null ? "auto" : params.fstype(), params.options()));
        }
    }

    private static FileRead fstab(Params params) {
        return FileRead.withContent(params.fstab()).following();
    }
}
