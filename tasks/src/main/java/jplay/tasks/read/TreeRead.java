package jplay.tasks.read;

import java.util.Map;
import java.util.TreeMap;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * All that is below a directory, itself included, by absolute path. Links below it are not followed.
 *
 * @param path absolute
 * @param digest {@code sha1} … of the regular files, or null
 */
public record TreeRead(String path, @Nullable String digest) implements Read<Map<String, FileState>> {

    public TreeRead {
        path = FilePaths.clean(path);
    }

    @Override
    public String script() {
        return "jp_tree " + Shell.quote(path) + " " + (digest == null ? "-" : digest);
    }

    @Override
    public Answer<Map<String, FileState>> parse(Output output) {
        if (output.exit() != 0) {
            return Answer.unknown(output.err().strip());
        }
        return output.stdout().length == 0
                ? Answer.absent()
                : Answer.known(Listing.parse(output, digest == null ? "" : digest));
    }

    @Override
    public Answer<Map<String, FileState>> overlay(Pending pending, Answer<Map<String, FileState>> real) {
        if (pending.isEmpty() || real instanceof Answer.Unknown) {
            return real;
        }
        Map<String, FileState> now = overlaid(pending, path, real.orElse(Map.of()));
        if (digest != null) {
            now.replaceAll((file, state) -> state.digested(digest));
        }
        return now.isEmpty() ? Answer.absent() : Answer.known(now);
    }

    /** The files at and below a path, with the effects so far laid over them. */
    static Map<String, FileState> overlaid(Pending pending, String path, Map<String, FileState> before) {
        Map<String, FileState> now = new TreeMap<>();
        before.forEach((file, state) -> put(now, pending, file, Answer.known(state)));
        if (!before.containsKey(path)) {
            put(now, pending, path, Answer.absent());
        }
        pending.below(path).keySet().stream()
                .filter(file -> !before.containsKey(file))
                .forEach(file -> put(now, pending, file, Answer.absent()));
        return now;
    }

    private static void put(Map<String, FileState> now, Pending pending, String file, Answer<FileState> was) {
        if (PendingFiles.file(pending, file, false, was) instanceof Answer.Known<FileState>(FileState state)) {
            now.put(file, state);
        }
    }
}
