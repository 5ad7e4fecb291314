package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;

/** Removes a file, a link (not what it points to), or a directory with all that is in it. */
public record Remove(String path) implements Effect {

    @Override
    public String script() {
        return "rm -rf -- " + Shell.quote(FilePaths.clean(path));
    }

    @Override
    public boolean isForeseen() {
        return true;
    }

    @Override
    public void predict(Pending pending) {
        pending.put(FilePaths.subject(path), Answer.absent());
    }

    @Override
    public String describe() {
        return "remove " + path;
    }
}
