package jplay.tasks.read;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/**
 * Which of a path and the directories above it are no directories (links to one count as one), the deepest first.
 * Costs no process on the host.
 *
 * @param path absolute
 */
public record MissingRead(String path) implements Read<List<String>> {

    public MissingRead {
        path = FilePaths.clean(path);
    }

    @Override
    public String script() {
        return "jp_missing " + Shell.quote(path);
    }

    @Override
    public Answer<List<String>> parse(Output output) {
        String out = output.out();
        return Answer.known(out.isEmpty() ? List.of() : Arrays.asList(out.split("\n//\n")));
    }

    @Override
    public Answer<List<String>> overlay(Pending pending, Answer<List<String>> real) {
        if (pending.isEmpty() || !(real instanceof Answer.Known<List<String>>(List<String> known))) {
            return real;
        }
        Set<String> missing = new HashSet<>(known);
        List<String> now = new ArrayList<>();
        for (String at = path; !at.equals("/"); at = FilePaths.parent(at)) {
            Answer<FileState> was = missing.contains(at)
                    ? Answer.absent()
                    : Answer.known(FileState.predicted(FileState.Kind.DIRECTORY, 0755));
            Answer<FileState> foreseen = PendingFiles.file(pending, at, true, was);
            if (!at.equals(path) && foreseen instanceof Answer.Unknown<FileState>(String why, boolean later)) {
                return Answer.later(why);
            }
            if (!(foreseen instanceof Answer.Known<FileState>(FileState is)) || !is.isDirectory()) {
                now.add(at);
            }
        }
        return Answer.known(now);
    }
}
