package jplay.tasks.read;

import org.jspecify.annotations.Nullable;

/**
 * Something in an archive.
 *
 * @param name without a slash at its end
 * @param mode permission bits, or -1 where the archive does not say
 * @param owner name or number, null where the archive does not say; group likewise
 * @param mtime seconds since 1970, or -1
 * @param target what a link says
 * @param sha1 of a file's content, where it was computed
 */
public record Member(
        String name,
        Kind kind,
        int mode,
        @Nullable String owner,
        @Nullable String group,
        int uid,
        int gid,
        long size,
        long mtime,
        @Nullable String target,
        @Nullable String sha1) {

    /** What it is. */
    public enum Kind { FILE, DIRECTORY, LINK, HARD_LINK, OTHER }

    /** Under another name. */
    public Member named(String other) {
        return new Member(other, kind, mode, owner, group, uid, gid, size, mtime, target, sha1);
    }

    /** With the SHA-1 of its content. */
    public Member summed(String sum) {
        return new Member(name, kind, mode, owner, group, uid, gid, size, mtime, target, sum);
    }
}
