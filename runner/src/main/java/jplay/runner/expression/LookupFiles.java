package jplay.runner.expression;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Files of the control machine, for lookups. */
final class LookupFiles {
    private LookupFiles() {}

    static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (java.nio.charset.CharacterCodingException e) {
            throw new ExpressionException("'" + file + "' is no UTF-8 text");
        } catch (IOException e) {
            throw new ExpressionException("cannot read '" + file + "': " + reason(e));
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.NoSuchFileException missing -> "it does not exist";
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }

    /** The file of this name in one of the search path's directories, or null. */
    static @Nullable Path find(String name, String kind, Environment environment) {
        Path path = Path.of(PathFilters.expandUser(name));
        if (path.isAbsolute()) {
            return Files.exists(path) ? path : null;
        }
        for (Path directory : environment.searchPath(kind)) {
            if (Files.exists(directory.resolve(path))) {
                return directory.resolve(path);
            }
        }
        return null;
    }

    static Path require(String name, String kind, Environment environment) {
        Path found = find(name, kind, environment);
        if (found == null) {
            List<String> places = environment.searchPath(kind).stream().map(Path::toString).toList();
            throw new ExpressionException("could not locate file in lookup: " + name + " is not there"
                    + (name.startsWith("/") ? "" : " in " + String.join(", ", places)));
        }
        return found;
    }

    /** The files that a shell pattern matches, in order. */
    static List<@Nullable Object> glob(Path directory, String pattern) {
        Path path = directory.resolve(PathFilters.expandUser(pattern)).toAbsolutePath().normalize();
        List<Path> found = new ArrayList<>();
        Path root = path.getRoot();
        expand(root == null ? Path.of("") : root, path, 0, found);
        found.removeIf(file -> !Files.isRegularFile(file));
        return PathFilters.strings(found);
    }

    private static void expand(Path base, Path pattern, int index, List<Path> found) {
        if (index == pattern.getNameCount()) {
            found.add(base);
            return;
        }
        String name = pattern.getName(index).toString();
        if (!name.matches(".*[*?\\[].*")) {
            if (Files.exists(base.resolve(name))) {
                expand(base.resolve(name), pattern, index + 1, found);
            }
            return;
        }
        PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + name.replace("{", "\\{").replace("[!", "[^").replace("[^", "[!"));
        try (Stream<Path> entries = Files.list(base)) {
            entries.sorted().filter(entry -> name.startsWith(".") || !entry.getFileName().toString().startsWith("."))
                    .filter(entry -> matcher.matches(entry.getFileName())).forEach(entry -> expand(entry, pattern, index + 1, found));
        } catch (IOException e) {
            // A directory that cannot be listed matches nothing, as in a shell.
        }
    }
}
