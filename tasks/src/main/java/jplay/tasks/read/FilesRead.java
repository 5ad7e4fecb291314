package jplay.tasks.read;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/**
 * Many paths at once, with their attributes and SHA-1, by path; those that are not there are left out. Links are not
 * followed. Costs two processes for all of them.
 */
public record FilesRead(List<String> paths) implements Read<Map<String, FileState>> {
    /** As many as fit into a command's arguments. */
    public static final int MOST = 400;

    public FilesRead {
        paths = List.copyOf(paths);
    }

    @Override
    public String script() {
        return "jp_files " + Shell.quote(paths);
    }

    @Override
    public Answer<Map<String, FileState>> parse(Output output) {
        return output.exit() == 0
                ? Answer.known(Listing.parse(output, "sha1"))
                : Answer.unknown(output.err().strip());
    }

    @Override
    public Answer<Map<String, FileState>> overlay(Pending pending, Answer<Map<String, FileState>> real) {
        return pending.isEmpty() ? real : real.map(known -> {
            Map<String, FileState> now = new TreeMap<>();
            for (String path : paths) {
                FileState was = known.get(path);
                Answer<FileState> then =
                        PendingFiles.file(pending, path, false, was == null ? Answer.absent() : Answer.known(was));
                if (then instanceof Answer.Known<FileState>(FileState state)) {
                    now.put(path, state);
                }
            }
            return now;
        });
    }
}
