package jplay.tasks.modules.support;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;

/** Copies a file before it is removed. */
record KeepCopy(String path, String copy, FileState was) implements Effect {
    @Override
    public String script() {
        return "jp_backup " + Shell.quote(path) + " " + Shell.quote(copy);
    }

    @Override
    public void predict(Pending pending) {
        pending.put(FilePaths.subject(copy), Answer.known(was));
    }

    @Override
    public String describe() {
        return "keep a copy of " + path;
    }
}
