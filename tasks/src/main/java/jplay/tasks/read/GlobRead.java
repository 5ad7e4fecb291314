package jplay.tasks.read;

import java.util.List;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * The paths that match a pattern, as {@code creates} and {@code removes} ask. Absent where none does.
 *
 * @param pattern a path, which may hold {@code * ? [ ]} and begin with {@code ~}
 * @param directory what a relative pattern starts from, or null for the user's home
 */
public record GlobRead(String pattern, @Nullable String directory) implements Read<List<String>> {

    @Override
    public String script() {
        return "jp_glob " + Shell.quote(directory == null ? "" : directory) + " " + Shell.quote(pattern);
    }

    @Override
    public Answer<List<String>> parse(Output output) {
        List<String> paths = output.out().lines().toList();
        return paths.isEmpty() ? Answer.absent() : Answer.known(paths);
    }

    /** A pattern without wildcards is the file's own subject. */
    @Override
    public Subject subject() {
        String path = directory == null || pattern.startsWith("/") || pattern.startsWith("~")
                ? pattern
                : directory.replaceFirst("/$", "") + "/" + pattern;
        boolean plain = path.chars().noneMatch(c -> "*?[".indexOf(c) >= 0);
        return new Subject(plain ? "file" : "glob", path);
    }

    @Override
    public Answer<List<String>> fromPending(Answer<?> pending) {
        return pending.map(value -> List.of(subject().name()));
    }
}
