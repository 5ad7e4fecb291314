package jplay.tasks.read;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * All that {@code stat} tells of a file.
 *
 * @param digest {@code sha1} …, or null
 * @param mime ask {@code file} for its type, where that is installed
 * @param attributes ask {@code lsattr}, where that is installed
 */
public record StatRead(String path, boolean follow, @Nullable String digest, boolean mime, boolean attributes)
        implements Read<StatRead.Facts> {
    private static final int LINES = 7;
    private static final int FIELDS = 19;

    /**
     * What is known. In check mode, of a file that is yet to be made, {@code file} alone.
     *
     * @param fields of {@code stat}: after those of {@link FileState}, blocks, block size, device type (major and minor
     *     in hex), and the three times as text with their fractions
     * @param realPath what a link leads to in the end
     * @param access of {@code rwx}, what whoever asks may do
     * @param mime as {@code file -i} says it, {@code lsattr} likewise
     */
    public record Facts(
            FileState file,
            List<String> fields,
            @Nullable String realPath,
            @Nullable String access,
            @Nullable String mime,
            @Nullable String lsattr) {}

    @Override
    public String script() {
        return "jp_stat " + Shell.quote(path) + (follow ? " 1 " : " 0 ") + (digest == null ? "-" : digest)
                + (mime ? " 1" : " 0") + (attributes ? " 1" : " 0");
    }

    @Override
    public Answer<Facts> parse(Output output) {
        if (output.exit() != 0) {
            return Answer.unknown(output.err().strip());
        }
        String[] lines = output.out().split("\n", LINES);
        if (lines.length < LINES) {
            return Answer.absent();
        }
        String[] fields = lines[0].split("\\|");
        Map<String, String> digests = new HashMap<>();
        if (digest != null && !lines[3].isEmpty()) {
            digests.put(digest, lines[3]);
        }
        String real = lines[2].isEmpty() ? null : lines[2];
        FileState file = FileState.of(fields, lines[1], follow ? real : null, digests, null);
        return Answer.known(new Facts(
                file,
                Arrays.asList(Arrays.copyOf(fields, FIELDS)),
                real,
                lines[4],
                lines[5],
                lines[6].strip()));
    }

    @Override
    public Subject subject() {
        return FilePaths.subject(path);
    }

    @Override
    public Answer<Facts> overlay(Pending pending, Answer<Facts> real) {
        Answer<FileState> now = PendingFiles.file(pending, path, follow, real.map(Facts::file));
        if (now instanceof Answer.Known<FileState>(FileState state)
                && (!(real instanceof Answer.Known<Facts>(Facts facts)) || facts.file() != state)) {
            FileState digested = digest == null ? state : state.digested(digest);
            return Answer.known(new Facts(digested, List.of(), null, null, null, null));
        }
        return now.isKnown() ? real : now.map(state -> new Facts(state, List.of(), null, null, null, null));
    }
}
