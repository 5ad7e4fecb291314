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
        Map<String, FileState> before = real.orElse(Map.of());
        Map<String, FileState> now = new TreeMap<>();
        before.forEach((file, state) -> put(now, pending, file, Answer.known(state)));
        put(now, pending, path, before.containsKey(path) ? Answer.known(before.get(path)) : Answer.absent());
        pending.below(path).keySet().forEach(file -> put(now, pending, file, Answer.absent()));
        return now.isEmpty() ? Answer.absent() : Answer.known(now);
    }

    private void put(Map<String, FileState> now, Pending pending, String file, Answer<FileState> was) {
        if (PendingFiles.file(pending, file, false, was) instanceof Answer.Known<FileState>(FileState state)) {
            now.put(file, digest == null ? state : state.digested(digest));
        }
    }
}
