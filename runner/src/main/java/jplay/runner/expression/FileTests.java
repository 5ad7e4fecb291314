package jplay.runner.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Tests of files on the control machine. */
final class FileTests {
    static final String NAMES = "directory is_dir file is_file link is_link exists link_exists abs is_abs same_file is_same_file mount "
            + "is_mount";

    private FileTests() {}

    static @Nullable Test find(String name) {
        return switch (name) {
            case "directory", "is_dir" -> (v, a) -> Files.isDirectory(path(v, a));
            case "file", "is_file" -> (v, a) -> Files.isRegularFile(path(v, a));
            case "link", "is_link" -> (v, a) -> Files.isSymbolicLink(path(v, a));
            case "exists" -> (v, a) -> Files.exists(path(v, a));
            case "link_exists" -> (v, a) -> Files.exists(path(v, a), LinkOption.NOFOLLOW_LINKS);
            case "abs", "is_abs" -> (v, a) -> Values.str(v).startsWith("/");
            case "same_file", "is_same_file" -> (v, a) -> same(path(v, a), path(a.required(0, "path"), a));
            case "mount", "is_mount" -> (v, a) -> mounted(path(v, a));
            default -> null;
        };
    }

    private static Path path(@Nullable Object value, Args a) {
        return a.scope().environment().directory().resolve(Values.str(value));
    }

    private static boolean same(Path a, Path b) {
        try {
            return Files.isSameFile(a, b);
        } catch (IOException e) {
            throw new ExpressionException("cannot compare " + a + " and " + b + ": " + e.getMessage());
        }
    }

    private static boolean mounted(Path path) {
        Path parent = path.toAbsolutePath().normalize().getParent();
        try {
            return Files.exists(path) && (parent == null || !Files.isSymbolicLink(path)
                    && !Files.getAttribute(path, "unix:dev").equals(Files.getAttribute(parent, "unix:dev")));
        } catch (IOException e) {
            throw new ExpressionException("cannot look at " + path + ": " + e.getMessage());
        }
    }
}
