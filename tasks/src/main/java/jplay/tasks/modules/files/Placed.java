package jplay.tasks.modules.files;

import java.util.List;
import java.util.stream.Stream;
import jplay.tasks.contract.Plan;
import jplay.tasks.effect.CopyRemote;
import jplay.tasks.effect.PutFile;
import jplay.tasks.effect.SetAttributes;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * What {@code copy}, {@code template} and {@code assemble} return.
 *
 * @param dest the file on the host
 * @param path likewise, where at most its attributes were changed
 * @param src where it came from
 * @param checksum SHA-1 of the file
 * @param md5sum MD5 of the file, where it was written
 * @param mode as four octal digits
 * @param owner the user's name, group and the numbers likewise
 * @param size bytes
 * @param state {@code file}, {@code hard}, {@code link} or {@code directory}
 * @param backupFile the copy of what was there before
 */
record Placed(
        String dest,
        @Nullable String path,
        @Nullable String src,
        @Nullable String checksum,
        @Nullable String md5sum,
        @Nullable String mode,
        @Nullable String owner,
        @Nullable String group,
        @Nullable Integer uid,
        @Nullable Integer gid,
        @Nullable Long size,
        @Nullable String state,
        @Nullable String backupFile,
        @Nullable String msg) {

    static Placed of(String dest, @Nullable String src, FileState file) {
        return new Placed(
                dest, null, src, file.sha1(), null, file.placedMode(), file.owner(), file.group(), id(file.uid()), id(file.gid()),
                file.size(), state(file), null, null);
    }

    /** The files that a plan is about. */
    static List<String> files(Plan plan) {
        return switch (plan) {
            case Plan.InSync(Placed placed) -> List.of(placed.dest());
            case Plan.Change change -> change.effects().stream().flatMap(effect -> switch (effect) {
                case PutFile put -> Stream.of(put.path());
                case CopyRemote copy -> Stream.of(copy.put().path());
                case SetAttributes set -> Stream.of(set.path());
                default -> Stream.<String>empty();
            }).toList();
            default -> List.of();
        };
    }

    Placed with(@Nullable String md5, @Nullable String backup, @Nullable String message) {
        return new Placed(dest, path, src, checksum, md5, mode, owner, group, uid, gid, size, state, backup, message);
    }

    /** What is there was left as it is. */
    static Placed left(String dest, @Nullable String src) {
        return new Placed(dest, null, src, null, null, null, null, null, null, null, null, null, null, null);
    }

    Placed inPlace() {
        return new Placed(dest, dest, src, checksum, md5sum, mode, owner, group, uid, gid, size, state, backupFile, msg);
    }

    /** With a message, and no path, as of a file put together. */
    Placed said(String message) {
        return new Placed(dest, null, src, checksum, md5sum, mode, owner, group, uid, gid, size, state, backupFile, message);
    }

    Placed sum(String sha1) {
        return new Placed(dest, path, src, sha1, md5sum, mode, owner, group, uid, gid, size, state, backupFile, msg);
    }

    /** A number that is not known yet is left out. */
    static @Nullable Integer id(int id) {
        return id < 0 ? null : (Integer) id;
    }

    /** Ansible's word for what something is. */
    static String state(FileState file) {
        return switch (file.kind()) {
            case LINK -> "link";
            case DIRECTORY -> "directory";
            default -> file.links() > 1 ? "hard" : "file";
        };
    }
}
