package jplay.tasks.modules.net;

import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * Downloads a file on the host: beside its destination, verified, then renamed.
 *
 * @param temporary the directory to download to in place of that, or null
 * @param sum what it must have, or null
 * @param replaces what is there, or null
 * @param backup where to keep a copy of that, or null
 * @param unsafe write into the file where it cannot be renamed over
 */
record Download(
        Request request, String dest, @Nullable String temporary, @Nullable Checksum sum, int mode,
        @Nullable String owner, @Nullable String group, @Nullable FileState replaces, @Nullable String backup,
        boolean unsafe)
        implements Effect {

    @Override
    public String script() {
        String keep = replaces == null || replaces.uid() < 0 ? "" : replaces.uid() + ":" + replaces.gid();
        return request.variables() + (unsafe ? "jp_unsafe=1\n" : "jp_unsafe=\n") + "jp_get " + word(request.url()) + " " + word(dest) + " " + word(temporary) + " "
                + word(sum == null ? null : sum.algorithm()) + " " + word(sum == null ? null : sum.value()) + " "
                + Integer.toOctalString(mode) + " " + word(owner) + " " + word(group) + " " + word(keep) + " " + word(backup);
    }

    @Override
    public void predict(Pending pending) {
        FileState made = FileState.predicted(FileState.Kind.FILE, mode).withOwner(owner, group);
        FileState state = new FileState(
                made.kind(), made.mode(), made.uid(), made.owner(), made.gid(), made.group(), 0, 0, 0, 0, 0, 0, 1, null, null,
                sum == null ? Map.of() : Map.of(sum.algorithm(), sum.value()), null);
        pending.put(FilePaths.subject(dest), Answer.known(state));
    }

    @Override
    public String describe() {
        return "download " + request.url() + " to " + dest;
    }

    private static String word(@Nullable String word) {
        return Shell.quote(word == null ? "" : word);
    }
}
