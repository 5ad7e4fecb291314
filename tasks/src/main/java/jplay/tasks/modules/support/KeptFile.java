package jplay.tasks.modules.support;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.FileMode;
import jplay.tasks.contract.Plan;
import jplay.tasks.effect.PutFile;
import jplay.tasks.effect.Remove;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * The file that a module makes and keeps as it should be.
 *
 * @param path absolute
 * @param is what is there, or null
 * @param mode as asked for, or null
 * @param unsafe write into a file that cannot be replaced whole
 * @param newMode the bits of a new file where no mode is asked for
 */
public record KeptFile(
        String path,
        @Nullable FileState is,
        @Nullable FileMode mode,
        int newMode,
        @Nullable String owner,
        @Nullable String group,
        boolean backup,
        boolean unsafe) {
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd@HH:mm:ss");

    public KeptFile(
            String path, @Nullable FileState is, @Nullable FileMode mode, int newMode, @Nullable String owner, @Nullable String group,
            boolean backup) {
        this(path, is, mode, newMode, owner, group, backup, false);
    }

    /** The text that is there, or null. */
    public @Nullable String text() {
        return is == null || is.content() == null ? null : is.content().text();
    }

    /** The bytes that are there, or null. */
    public byte @Nullable [] bytes() {
        return is == null || is.content() == null ? null : is.content().bytes();
    }

    /** The content stays; attributes are mended where they differ. */
    public Plan keep(Object result) {
        if (is == null) {
            throw new IllegalStateException("nothing to keep at " + path);
        }
        boolean own = owner != null && !is.isOwnedBy(owner);
        boolean in = group != null && !is.isInGroup(group);
        int bits = bits(is);
        if (!own && !in && bits == is.mode()) {
            return new Plan.InSync(result);
        }
        SetAttributes effect = new SetAttributes(
                target(), is, bits == is.mode() ? null : (Integer) bits, own ? owner : null, in ? group : null);
        Diff diff = Diff.properties(path, attributes(is.mode(), is.owner(), is.group()),
                attributes(bits, owner == null ? is.owner() : owner, group == null ? is.group() : group));
        return Plan.Change.of(List.of(effect), diff, result);
    }

    /** New content; {@code result} gets the name of the copy that was kept, or null. */
    public Plan write(Content content, Diff diff, Function<@Nullable String, Object> result) {
        if (is != null && !is.isFile()) {
            return Plan.Failed.of(path + " is a " + is.kind().name().toLowerCase(java.util.Locale.ROOT)
                    + ", and a file is to be put there; remove it or name another path");
        }
        @Nullable String copy = copyName();
        PutFile put = new PutFile(
                target(), content, is == null ? bits(null) : bits(is), owner, group, copy, null, is, unsafe);
        return Plan.Change.of(List.of(put), diff, result.apply(copy));
    }

    public Plan remove(Object absent, Function<@Nullable String, Object> result) {
        if (is == null) {
            return new Plan.InSync(absent);
        }
        @Nullable String copy = copyName();
        Remove remove = new Remove(path);
        List<jplay.tasks.contract.Effect> effects = copy == null ? List.of(remove) : List.of(new KeepCopy(target(), copy, is), remove);
        Diff diff = Diff.properties(path, Map.of("state", "file"), Map.of("state", "absent"));
        return Plan.Change.of(effects, diff, result.apply(copy));
    }

    public @Nullable String copyName() {
        return backup && is != null
                ? path + "." + ProcessHandle.current().pid() + "." + LocalDateTime.now().format(STAMP) + "~"
                : null;
    }

    public int bits(@Nullable FileState now) {
        int present = now == null ? newMode : now.mode();
        return mode == null ? present : mode.apply(present, false);
    }

    public String target() {
        return is != null && is.realPath() != null ? is.realPath() : path;
    }

    private static Map<String, Object> attributes(int mode, String owner, String group) {
        return Map.of("mode", FileMode.format(mode), "owner", owner, "group", group);
    }
}
