package jplay.tasks.read;

import java.util.Objects;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * A file, directory, link or device at a path, with as much as is asked for.
 *
 * @param path absolute
 * @param follow look at what a symbolic link points to
 * @param digest {@code sha1}, {@code sha256}, {@code sha512}, {@code md5} … of a regular file's content, or null
 * @param content the bytes of a regular file, too (at most 16 MiB; larger ones are Unknown)
 * @param unless with {@code content}: the bytes only where the digest is another, and the file small enough to be shown
 */
public record FileRead(String path, boolean follow, @Nullable String digest, boolean content, @Nullable String unless)
        implements Read<FileState> {

    public FileRead(String path, boolean follow, @Nullable String digest, boolean content) {
        this(path, follow, digest, content, null);
    }

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

    /** Its attributes and SHA-1, and where that is another, the bytes for a diff: all in one request. */
    public static FileRead compared(String path, String sha1) {
        return new FileRead(path, false, "sha1", true, sha1);
    }

    public FileRead following() {
        return following(true);
    }

    public FileRead following(boolean yes) {
        return new FileRead(path, yes, digest, content, unless);
    }

    /** What {@code unless} says is a hint: a template that says the time is another text whenever it is rendered. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FileRead read
                && path.equals(read.path)
                && follow == read.follow
                && Objects.equals(digest, read.digest)
                && content == read.content
                && (unless == null) == (read.unless == null);
    }

    @Override
    public int hashCode() {
        return Objects.hash(path, follow, digest, content, unless == null);
    }

    @Override
    public String script() {
        String bytes = !content ? "0" : unless == null ? "1" : unless;
        return "jp_file " + Shell.quote(path) + (follow ? " 1 " : " 0 ") + (digest == null ? "-" : digest) + " "
                + bytes;
    }

    @Override
    public Answer<FileState> parse(Output output) {
        return FileState.parse(output, digest, content);
    }

    @Override
    public Subject subject() {
        return FilePaths.subject(path);
    }

    @Override
    public Answer<FileState> overlay(Pending pending, Answer<FileState> real) {
        return lacking(PendingFiles.file(pending, path, follow, real).map(this::withDigest));
    }

    @Override
    public Answer<FileState> fromPending(Answer<?> pending) {
        return pending.map(state -> withDigest((FileState) state));
    }

    /** What a download or a command will leave has a name, but nobody knows its bytes. */
    private Answer<FileState> lacking(Answer<FileState> answer) {
        if (answer instanceof Answer.Known<FileState>(FileState state) && state.isForetold() && state.isFile()) {
            boolean sum = digest == null || state.digests().containsKey(digest);
            boolean bytes = !content || unless != null || state.content() != null;
            return sum && bytes ? answer : Answer.later("what is in " + path + " is known only when it is there");
        }
        return answer;
    }

    private FileState withDigest(FileState state) {
        return digest == null ? state : state.digested(digest);
    }
}
