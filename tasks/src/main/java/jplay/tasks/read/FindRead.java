package jplay.tasks.read;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/**
 * What is below a directory, itself left out.
 *
 * @param path absolute
 * @param depth how deep, 0 for all
 * @param follow into directories that links point to
 */
public record FindRead(String path, int depth, boolean follow) implements Read<FindRead.Found> {

    /**
     * What was found.
     *
     * @param now the host's time, in seconds since 1970
     * @param files by absolute path
     * @param trouble why it is not all, or ""
     */
    public record Found(long now, Map<String, FileState> files, String trouble) {}

    public FindRead {
        path = FilePaths.clean(path);
    }

    @Override
    public String script() {
        return "jp_find " + Shell.quote(path) + " " + depth + (follow ? " 1" : " 0");
    }

    @Override
    public Answer<Found> parse(Output output) {
        byte[] out = output.stdout();
        int end = 0;
        while (end < out.length && out[end] != '\n') {
            end++;
        }
        String now = new String(out, 0, end, StandardCharsets.US_ASCII);
        if (!now.matches("\\d+")) {
            return Answer.unknown(output.err().strip());
        }
        Output rest = new Output(0, Arrays.copyOfRange(out, Math.min(out.length, end + 1), out.length), output.stderr());
        Map<String, FileState> files = Listing.parse(rest, "");
        files.remove(path);
        return Answer.known(new Found(Long.parseLong(now), files, output.exit() == 0 ? "" : output.err().strip()));
    }

    @Override
    public Answer<Found> overlay(Pending pending, Answer<Found> real) {
        return pending.isEmpty() ? real : real.map(found -> {
            Map<String, FileState> files = TreeRead.overlaid(pending, path, found.files());
            FileState top = files.remove(path);
            files.keySet().removeIf(file -> depth > 0 && file.substring(path.length()).chars().filter(c -> c == '/').count() > depth);
            boolean made = top != null && top.isDirectory() && !found.trouble().isEmpty();
            return new Found(found.now(), files, made ? "" : found.trouble());
        });
    }
}
