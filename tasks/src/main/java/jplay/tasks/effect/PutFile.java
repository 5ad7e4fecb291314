package jplay.tasks.effect;

import java.util.Map;
import java.util.Optional;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * Puts a file in place, whole or not at all: written beside its destination with mode 0600, given owner and mode,
 * validated, synced and renamed.
 *
 * @param path absolute
 * @param mode permission bits, 0–07777
 * @param owner name or number; null leaves it to the connecting user
 * @param group name or number; null likewise
 * @param backup copy what is there to this path first, or null
 * @param validate a command with {@code %s} for the new file, run before the rename, or null
 */
public record PutFile(
        String path,
        Content content,
        int mode,
        @Nullable String owner,
        @Nullable String group,
        @Nullable String backup,
        @Nullable String validate)
        implements Effect {

    public static PutFile of(String path, Content content, int mode) {
        return new PutFile(path, content, mode, null, null, null, null);
    }

    @Override
    public Optional<Upload> upload() {
        return Optional.of(new Upload(content, path));
    }

    @Override
    public String script() {
        String check = validate == null ? "" : validate.replace("%s", "\"$JPLAY_UPLOAD\"");
        return (backup == null ? "" : "cp -p -- " + Shell.quote(path) + " " + Shell.quote(backup) + " && ")
                + "jp_put " + Shell.quote(path) + " " + Integer.toOctalString(mode) + " "
                + Shell.quote(owner == null ? "" : owner) + " " + Shell.quote(group == null ? "" : group)
                + (check.isEmpty() ? "" : " " + Shell.quote(check));
    }

    @Override
    public void predict(Pending pending) {
        FileState state = new FileState(
                FileState.Kind.FILE, mode, -1, owner == null ? "" : owner, -1, group == null ? "" : group,
                content.size(), 0, 0, 0, 0, 0, 1, null, path, Map.of("sha1", content.digest("SHA-1")), content);
        pending.put(new Read.Subject("file", path), Answer.known(state));
    }

    @Override
    public String describe() {
        return "write " + path;
    }
}
