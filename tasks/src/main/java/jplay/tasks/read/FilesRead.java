package jplay.tasks.read;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/**
 * Many paths at once, with their attributes, by path; those that are not there are left out. Links are not followed.
 * Costs one process for all of them, or two.
 *
 * @param digest with the SHA-1 of the regular files
 */
public record FilesRead(List<String> paths, boolean digest) implements Read<Map<String, FileState>> {
    /** As many as fit into a command's arguments. */
    private static final int MOST = 400;

    public FilesRead {
        paths = List.copyOf(paths);
    }

    /** Reads of so many paths as there are, each of as many as fit into a command's arguments. */
    public static List<FilesRead> of(List<String> paths, boolean digest) {
        List<FilesRead> reads = new ArrayList<>();
        for (int i = 0; i < paths.size(); i += MOST) {
            reads.add(new FilesRead(paths.subList(i, Math.min(paths.size(), i + MOST)), digest));
        }
        return reads;
    }

    @Override
    public String script() {
        return "jp_files " + (digest ? "1 " : "0 ") + Shell.quote(paths);
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
