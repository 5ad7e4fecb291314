package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * Makes a directory and those above it that are missing; each one that is made gets these attributes, and those that
 * were there stay as they are.
 *
 * @param path absolute
 * @param mode permission bits, 0–07777; null leaves it to the umask
 * @param owner name or number; null leaves it to the connecting user
 * @param group name or number; null likewise
 */
public record MakeDirectory(String path, @Nullable Integer mode, @Nullable String owner, @Nullable String group)
        implements Effect {

    public static MakeDirectory of(String path) {
        return new MakeDirectory(path, null, null, null);
    }

    @Override
    public String script() {
        return "jp_mkdir " + Shell.quote(FilePaths.clean(path)) + " "
                + (mode == null ? "''" : Integer.toOctalString(mode)) + " "
                + Shell.quote(owner == null ? "" : owner) + " " + Shell.quote(group == null ? "" : group);
    }

    @Override
    public boolean isForeseen() {
        return true;
    }

    @Override
    public void predict(Pending pending) {
        FileState made = FileState.predicted(FileState.Kind.DIRECTORY, mode == null ? 0755 : mode);
        pending.put(FilePaths.subject(path), Answer.known(made.withOwner(pending, owner, group).madeBy(pending)));
    }

    @Override
    public String describe() {
        return "make the directory " + path;
    }
}
