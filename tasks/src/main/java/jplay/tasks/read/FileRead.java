package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * A file, directory, link or device at a path, with as much as is asked for.
 *
 * @param path absolute, or beginning with {@code ~}
 * @param follow look at what a symbolic link points to
 * @param digest {@code sha1}, {@code sha256}, {@code sha512}, {@code md5} … of a regular file's content, or null
 * @param content the bytes of a regular file, too (at most 16 MiB; larger ones are Unknown)
 */
public record FileRead(String path, boolean follow, @Nullable String digest, boolean content)
        implements Read<FileState> {

    /** Its attributes alone. */
    public static FileRead of(String path) {
        return new FileRead(path, false, null, false);
    }

    /** Its attributes and its SHA-1. */
    public static FileRead withChecksum(String path) {
        return new FileRead(path, false, "sha1", false);
    }

    /** Its attributes, SHA-1 and bytes. */
    public static FileRead withContent(String path) {
        return new FileRead(path, false, "sha1", true);
    }

    public FileRead following() {
        return new FileRead(path, true, digest, content);
    }

    @Override
    public String script() {
        return "jp_file " + Shell.quote(path) + (follow ? " 1 " : " 0 ") + (digest == null ? "-" : digest)
                + (content ? " 1" : " 0");
    }

    @Override
    public Answer<FileState> parse(Output output) {
        return FileState.parse(output, digest, content);
    }

    @Override
    public Subject subject() {
        return new Subject("file", path);
    }
}
