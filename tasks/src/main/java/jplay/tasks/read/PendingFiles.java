package jplay.tasks.read;

import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Pending;
import org.jspecify.annotations.Nullable;

/** Files in check mode: the host's answers with the effects so far laid over them. */
final class PendingFiles {
    private static final int LINKS = 20;

    private PendingFiles() {}

    static Answer<FileState> file(Pending pending, String path, boolean follow, Answer<FileState> real) {
        return pending.isEmpty() ? real : file(pending, FilePaths.clean(path), follow, real, LINKS);
    }

    private static Answer<FileState> file(
            Pending pending, String path, boolean follow, Answer<FileState> real, int links) {
        Answer<?> answer = pending.get(FilePaths.subject(path));
        @Nullable FileState state = state(answer);
        if (answer == null) {
            return unnamed(pending, path, follow, real, links);
        }
        if (state == null) {
            return answer.map(FileState.class::cast);
        }
        if (follow && state.target() != null && links > 0) {
            String target = FilePaths.join(FilePaths.parent(path), state.target());
            String clean = FilePaths.clean(target);
            return file(pending, clean, true, unknown(path, target), links - 1).map(there -> there.at(clean));
        }
        return Answer.known(state);
    }

    /** A path that no effect named: it may lie behind a link, or be a directory that was made on the way. */
    private static Answer<FileState> unnamed(
            Pending pending, String path, boolean follow, Answer<FileState> real, int links) {
        for (Map.Entry<String, Answer<?>> above : pending.above(path).entrySet()) {
            @Nullable FileState state = state(above.getValue());
            if (state != null && state.target() != null && links > 0) {
                String target = FilePaths.join(FilePaths.parent(above.getKey()), state.target());
                String there = FilePaths.clean(target + path.substring(above.getKey().length()));
                return file(pending, there, follow, unknown(above.getKey(), there), links - 1);
            }
        }
        if (follow && real instanceof Answer.Known<FileState>(FileState there) && there.realPath() != null) {
            String behind = there.realPath();
            return file(pending, behind, false, real, links).map(now -> now.at(behind));
        }
        if (!real.isAbsent()) {
            return real;
        }
        if (pending.isOnTheWay(path)) {
            return Answer.known(FileState.predicted(FileState.Kind.DIRECTORY, 0755));
        }
        String why = pending.hiddenBecause(path);
        return why == null ? real : Answer.later("whether there is " + path + ": " + why);
    }

    private static Answer<FileState> unknown(String link, String target) {
        return Answer.later("what is at " + target + " is known only when the link " + link + " has been made");
    }

    private static @Nullable FileState state(@Nullable Answer<?> answer) {
        return answer instanceof Answer.Known<?>(FileState state) ? state : null;
    }
}
