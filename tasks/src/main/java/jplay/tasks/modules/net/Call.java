package jplay.tasks.modules.net;

import java.util.List;
import java.util.Optional;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.modules.support.KeptFile;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * One request of {@code uri}.
 *
 * @param sends the body, from the control machine, or null
 * @param source the body's file on the host, or null
 * @param dest where the answer goes, or null
 * @param unsafe write into dest where it cannot be renamed over
 */
record Call(
        Request request, boolean follow, @Nullable Content sends, @Nullable String source, @Nullable KeptFile dest, List<String> statuses,
        boolean unsafe)
        implements Effect {

    @Override
    public Optional<Upload> upload() {
        return sends == null ? Optional.empty() : Optional.of(new Upload(sends, "/tmp/uri"));
    }

    @Override
    public String script() {
        String body = sends != null ? "\"$JPLAY_UPLOAD\"" : Shell.quote(source == null ? "" : source);
        @Nullable FileState is = dest == null ? null : dest.is();
        String keep = is == null || is.uid() < 0 ? "" : is.uid() + ":" + is.gid();
        return request.variables(follow) + (unsafe ? "jp_unsafe=1\n" : "jp_unsafe=\n") + "jp_uri " + body + " " + word(dest == null ? null : dest.target()) + " "
                + Shell.quote(String.join(" ", statuses)) + " " + Integer.toOctalString(dest == null ? 0 : dest.bits(is)) + " "
                + word(dest == null ? null : dest.owner()) + " " + word(dest == null ? null : dest.group()) + " " + word(keep);
    }

    @Override
    public void predict(Pending pending) {
        // What a server answers is known when it has.
        if (dest != null) {
            FileState made = dest.is() != null ? dest.is().copied() : FileState.predicted(FileState.Kind.FILE, dest.bits(null));
            pending.put(FilePaths.subject(dest.target()), Answer.known(
                    made.withContent(Content.unknown("what " + request.url() + " answers")).withOwner(pending, dest.owner(), dest.group())));
        }
    }

    @Override
    public String describe() {
        return "ask " + request.url();
    }

    private static String word(@Nullable String word) {
        return Shell.quote(word == null ? "" : word);
    }
}
