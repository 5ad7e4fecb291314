package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * Makes a link in the place of whatever is there; only a directory that is not empty is left.
 *
 * @param path absolute
 * @param target what a symbolic link says; the absolute path of a hard link's file
 * @param linked for a hard link, the file; null makes a symbolic one
 */
public record MakeLink(String path, String target, @Nullable FileState linked) implements Effect {

    @Override
    public String script() {
        return "jp_link " + (linked == null ? "-s" : "''") + " " + Shell.quote(target) + " " + Shell.quote(path);
    }

    @Override
    public boolean isForeseen() {
        return true;
    }

    @Override
    public void predict(Pending pending) {
        pending.empty(FilePaths.clean(path));
        FileState made = linked != null ? linked : FileState.predicted(FileState.Kind.LINK, 0777).withTarget(target);
        pending.put(FilePaths.subject(path), Answer.known(made));
    }

    @Override
    public String describe() {
        return "make the link " + path;
    }
}
