package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * Sets mode and owner of what is there; of a symbolic link itself only the owner, never of what it points to.
 *
 * @param path absolute
 * @param was what is there
 * @param mode permission bits, 0–07777, or null
 * @param owner name or number, or null
 * @param group name or number, or null
 */
public record SetAttributes(
        String path, FileState was, @Nullable Integer mode, @Nullable String owner, @Nullable String group)
        implements Effect {

    @Override
    public String script() {
        String own = owner == null && group == null
                ? ""
                : "chown -h -- " + Shell.quote((owner == null ? "" : owner) + (group == null ? "" : ":" + group)) + " "
                        + Shell.quote(path);
        String change = mode == null || was.isLink()
                ? ""
                : "chmod -- " + Integer.toOctalString(mode) + " " + Shell.quote(path);
        return own + (own.isEmpty() || change.isEmpty() ? "" : " && ") + change;
    }

    @Override
    public boolean isForeseen() {
        return true;
    }

    @Override
    public void predict(Pending pending) {
        FileState now = was.withOwner(pending, owner, group);
        pending.put(FilePaths.subject(path), Answer.known(mode == null || was.isLink() ? now : now.withMode(mode)));
    }

    @Override
    public String describe() {
        return "set the attributes of " + path;
    }
}
