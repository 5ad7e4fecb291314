package jplay.tasks.modules.files;

import java.util.LinkedHashMap;
import java.util.Map;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/** Owner, group and mode as a task asks for them. */
record Wish(@Nullable String owner, @Nullable String group, @Nullable FileMode mode) {

    Wish {
        if (mode != null && mode.isPreserve()) {
            throw new ModuleFailure("mode: preserve needs a source to take the mode from; write it in octal (\"0644\")");
        }
    }

    boolean isEmpty() {
        return owner == null && group == null && mode == null;
    }

    /** Whether it is so already. */
    boolean isMet(FileState file) {
        return (owner == null || file.isOwnedBy(owner))
                && (group == null || file.isInGroup(group))
                && mode(file) == file.mode();
    }

    /** The mode that a file is to have; links have none of their own. */
    int mode(FileState file) {
        return mode == null || file.isLink() ? file.mode() : mode.apply(file.mode(), file.isDirectory());
    }

    /** The mode of a new file or directory, or null for what the umask makes of it. */
    @Nullable Integer newMode(boolean directory) {
        return mode == null ? null : (Integer) mode.apply(directory ? 0755 : 0644, directory);
    }

    /** What is missing, done. */
    SetAttributes mend(String path, FileState file) {
        boolean own = owner != null && !file.isOwnedBy(owner);
        boolean in = group != null && !file.isInGroup(group);
        // Giving a file away takes set-user-id off it, so that the mode has to be set again.
        boolean bits = mode(file) != file.mode() || mode != null && (own || in) && (mode(file) & 06000) != 0;
        return new SetAttributes(path, file, bits ? mode(file) : null, own ? owner : null, in ? group : null);
    }

    Diff.Properties diff(String path, FileState file) {
        Map<String, Object> before = new LinkedHashMap<>(Map.of("path", path));
        Map<String, Object> after = new LinkedHashMap<>(Map.of("path", path));
        if (owner != null && !file.isOwnedBy(owner)) {
            before.put("owner", file.owner());
            after.put("owner", owner);
        }
        if (group != null && !file.isInGroup(group)) {
            before.put("group", file.group());
            after.put("group", group);
        }
        if (mode(file) != file.mode()) {
            before.put("mode", file.modeText());
            after.put("mode", FileMode.format(mode(file)));
        }
        return new Diff.Properties(path, before, after);
    }
}
