package jplay.tasks.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.text.Glob;

/**
 * The lines of all files that match patterns, by path; small text files, in one process.
 *
 * @param patterns shell patterns without blanks or quotes, written by a module
 */
public record LinesRead(List<String> patterns) implements Read<Map<String, String>> {

    @Override
    public String script() {
        return "grep -sH '' -- " + String.join(" ", patterns) + "; :";
    }

    @Override
    public Answer<Map<String, String>> parse(Output output) {
        Map<String, String> files = new LinkedHashMap<>();
        output.out().lines().forEach(line -> {
            int colon = line.indexOf(':');
            if (colon > 0) {
                files.merge(line.substring(0, colon), line.substring(colon + 1) + "\n", String::concat);
            }
        });
        return Answer.known(files);
    }

    /** Files that earlier tasks would have written count. */
    @Override
    public Answer<Map<String, String>> overlay(jplay.tasks.contract.Pending pending, Answer<Map<String, String>> live) {
        return live.map(files -> {
            Map<String, String> now = new LinkedHashMap<>(files);
            for (String path : files.keySet()) {
                Answer<?> earlier = pending.get(new Subject("file", path));
                if (earlier instanceof Answer.Known<?>(FileState file) && file.content() != null) {
                    now.put(path, file.content().text());
                } else if (earlier != null && earlier.isAbsent()) {
                    now.remove(path);
                }
            }
            for (String pattern : patterns) {
                Glob glob = Glob.of(pattern);
                pending.below(FilePaths.parent(pattern)).forEach((path, answer) -> {
                    if (glob.matches(path) && answer instanceof Answer.Known<?>(FileState file) && file.content() != null) {
                        now.put(path, file.content().text());
                    }
                });
            }
            return now;
        });
    }
}
