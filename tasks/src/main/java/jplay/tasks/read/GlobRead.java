package jplay.tasks.read;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
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

    /** The one path that it stands for, or null where it has wildcards or is not absolute. */
    public @Nullable String path() {
        String path = directory == null || pattern.startsWith("/") || pattern.startsWith("~")
                ? pattern
                : directory.replaceFirst("/$", "") + "/" + pattern;
        boolean plain = path.startsWith("/") && path.chars().noneMatch(c -> "*?[".indexOf(c) >= 0);
        return plain ? FilePaths.clean(path) : null;
    }

    /** Of a pattern with wildcards, what was put into the directory that it looks at counts. */
    @Override
    public Answer<List<String>> overlay(Pending pending, Answer<List<String>> real) {
        @Nullable String path = path();
        if (pending.isEmpty() || path == null && !pattern.startsWith("/")) {
            return real;
        }
        if (path != null) {
            Answer<FileState> was = real.map(found -> FileState.predicted(FileState.Kind.FILE, 0644));
            return PendingFiles.file(pending, path, true, was).map(there -> List.of(path));
        }
        Set<String> found = new TreeSet<>(real.orElse(List.of()));
        found.removeIf(at -> PendingFiles.file(
                pending, at, false, Answer.known(FileState.predicted(FileState.Kind.FILE, 0644))).isAbsent());
        String parent = FilePaths.parent(pattern);
        boolean plain = parent.chars().noneMatch(c -> "*?[".indexOf(c) >= 0);
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        pending.below(plain ? parent : "/").forEach((at, answer) -> {
            if (answer.isKnown() && matcher.matches(Path.of(at))) {
                found.add(at);
            }
        });
        return found.isEmpty() ? Answer.absent() : Answer.known(List.copyOf(found));
    }
}
