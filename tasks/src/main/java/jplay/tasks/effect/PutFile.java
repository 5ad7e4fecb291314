package jplay.tasks.effect;

import java.util.Optional;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * Puts a file in place, whole or not at all: written beside its destination with mode 0600, given owner and mode,
 * validated, synced and renamed.
 *
 * @param path absolute
 * @param mode permission bits, 0–07777
 * @param owner name or number; null leaves it to the connecting user, or to {@code replaces}
 * @param group name or number; null likewise
 * @param backup copy what is there to this path first, or null
 * @param validate a command with {@code %s} for the new file, run before the rename, or null
 * @param replaces the file that is there and whose owner and group are kept as far as that is allowed, or null
 * @param unsafe write into the file where it cannot be renamed over (a bind mount)
 */
public record PutFile(
        String path,
        Content content,
        int mode,
        @Nullable String owner,
        @Nullable String group,
        @Nullable String backup,
        @Nullable String validate,
        @Nullable FileState replaces,
        boolean unsafe)
        implements Effect {

    public PutFile(
            String path,
            Content content,
            int mode,
            @Nullable String owner,
            @Nullable String group,
            @Nullable String backup,
            @Nullable String validate) {
        this(path, content, mode, owner, group, backup, validate, null, false);
    }

    public static PutFile of(String path, Content content, int mode) {
        return new PutFile(path, content, mode, null, null, null, null);
    }

    @Override
    public Optional<Upload> upload() {
        return Optional.of(new Upload(content, path));
    }

    @Override
    public String script() {
        return (backup == null ? "" : "jp_backup " + Shell.quote(path) + " " + Shell.quote(backup) + " && ")
                + "jp_put " + Shell.quote(path) + " " + Integer.toOctalString(mode) + " " + word(owner) + " " + word(group)
                + " " + word(check()) + " " + word(kept()) + (unsafe ? " 1" : "");
    }

    @Override
    public Optional<String> keeps() {
        return Optional.of(path);
    }

    private @Nullable String check() {
        return validate == null ? null : validate.replace("%s", "\"$JPLAY_UPLOAD\"");
    }

    /** A file of root's needs no telling: those who can write it are root, and theirs is what they make. */
    private @Nullable String kept() {
        boolean told = owner != null && group != null;
        return replaces == null || told || replaces.uid() < 0 || replaces.uid() + replaces.gid() == 0
                ? null
                : replaces.uid() + ":" + replaces.gid();
    }

    private static String word(@Nullable String word) {
        return Shell.quote(word == null ? "" : word);
    }

    @Override
    public boolean isForeseen() {
        return true;
    }

    @Override
    public void predict(Pending pending) {
        FileState base = replaces != null ? replaces : FileState.predicted(FileState.Kind.FILE, mode);
        if (backup != null && replaces != null) {
            pending.put(FilePaths.subject(backup), Answer.known(replaces));
        }
        pending.put(
                FilePaths.subject(path),
                Answer.known(base.withContent(content).withMode(mode).withOwner(pending, owner, group).madeBy(pending)));
    }

    @Override
    public boolean isCertain() {
        return replaces == null || !content.isUnknown() && (replaces.content() != null || replaces.sha1() != null);
    }

    @Override
    public String describe() {
        return "write " + path;
    }
}
