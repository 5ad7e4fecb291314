package jplay.tasks.effect;

import java.util.Optional;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;

/** Makes an empty file (mode 0600) or directory (0700) under a name that nobody has. */
public record MakeTemporary(String path, boolean directory) implements Effect {

    @Override
    public String script() {
        return directory
                ? "mkdir -m 0700 -- " + Shell.quote(path)
                : "( umask 077; set -C; : >" + Shell.quote(path) + " )";
    }

    @Override
    public Optional<String> byChance() {
        return Optional.of(path);
    }

    @Override
    public void predict(Pending pending) {
        FileState made = directory
                ? FileState.predicted(FileState.Kind.DIRECTORY, 0700)
                : FileState.predicted(FileState.Kind.FILE, 0600).withContent(Content.of(""));
        pending.put(FilePaths.subject(path), Answer.known(made));
    }

    @Override
    public String describe() {
        return "make " + path;
    }
}
