package jplay.tasks.effect;

import java.util.Optional;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * Copies a regular file on the host, whole or not at all; see {@link PutFile}.
 *
 * @param source absolute
 * @param was how the source is
 * @param put how it is put in place; its content is not looked at
 */
public record CopyRemote(String source, FileState was, PutFile put) implements Effect {

    @Override
    public String script() {
        return "jp_copy " + Shell.quote(source) + " " + Shell.quote(put.path()) + " && " + put.script();
    }

    @Override
    public Optional<String> keeps() {
        return put.keeps();
    }

    @Override
    public boolean isForeseen() {
        return true;
    }

    @Override
    public void predict(Pending pending) {
        put.predict(pending);
        @Nullable FileState replaced = put.replaces();
        FileState made = was.copied().withMode(put.mode());
        FileState owned = replaced == null
                ? made.withOwner("", "").withOwner(pending, put.owner(), put.group()).madeBy(pending)
                : made.withOwner(pending,
                        put.owner() == null ? replaced.owner() : put.owner(),
                        put.group() == null ? replaced.group() : put.group());
        pending.put(FilePaths.subject(put.path()), Answer.known(owned));
    }

    @Override
    public boolean isCertain() {
        return put.replaces() == null || was.sha1() != null;
    }

    @Override
    public String describe() {
        return "copy " + source + " to " + put.path();
    }
}
