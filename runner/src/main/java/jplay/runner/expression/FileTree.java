package jplay.runner.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The lookup {@code filetree}: all that is below a directory of the control machine, of several the first to have it. */
final class FileTree {
    private static final int FILE_TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int PERMISSIONS = 07777;

    private FileTree() {}

    static List<@Nullable Object> find(List<@Nullable Object> terms, Map<String, @Nullable Object> options, Scope scope) {
        List<@Nullable Object> found = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        Object exclude = options.get("exclude");
        @Nullable Pattern excluded = exclude == null ? null : PythonRegex.compile(Values.str(exclude), false, false);
        for (Object term : terms) {
            @Nullable Path root = root(PathFilters.expandUser(Values.str(term)), scope.environment());
            if (root != null) {
                for (Path path : below(root)) {
                    String relative = root.relativize(path).toString();
                    boolean left = excluded != null && excluded.matcher(String.valueOf(path.getFileName())).find();
                    if (!left && seen.add(relative)) {
                        @Nullable Map<String, @Nullable Object> about = about(root, path, relative);
                        if (about != null) {
                            about.put("root", root + (Values.str(term).endsWith("/") ? "/" : ""));
                            found.add(about);
                        }
                    }
                }
            }
        }
        return found;
    }

    private static @Nullable Path root(String term, Environment environment) {
        return Stream.concat(environment.searchPath("files").stream(), Stream.of(environment.directory()))
                .map(directory -> directory.resolve(term).toAbsolutePath().normalize())
                .filter(Files::isDirectory).findFirst().orElse(null);
    }

    /** A directory before what is in it, directories before files. */
    private static List<Path> below(Path directory) {
        List<Path> directories = new ArrayList<>();
        List<Path> files = new ArrayList<>();
        try (Stream<Path> all = Files.list(directory)) {
            all.sorted().forEach(each -> (Files.isDirectory(each) ? directories : files).add(each));
        } catch (IOException e) {
            throw new ExpressionException("cannot read the directory " + directory + ": " + e.getMessage());
        }
        List<Path> found = new ArrayList<>(directories);
        found.addAll(files);
        directories.stream().filter(each -> !Files.isSymbolicLink(each)).forEach(each -> found.addAll(below(each)));
        return found;
    }

    /** Null for what is neither file, directory nor link. */
    private static @Nullable Map<String, @Nullable Object> about(Path root, Path path, String relative) {
        try {
            Map<String, Object> unix = Files.readAttributes(path, "unix:*", LinkOption.NOFOLLOW_LINKS);
            int mode = (int) number(unix, "mode");
            Map<String, @Nullable Object> about = new LinkedHashMap<>();
            about.put("root", root.toString());
            about.put("path", relative);
            switch (mode & FILE_TYPE) {
                case LINK -> {
                    about.put("state", "link");
                    about.put("src", Files.readSymbolicLink(path).toString());
                }
                case DIRECTORY -> about.put("state", "directory");
                case REGULAR -> {
                    about.put("state", "file");
                    about.put("src", path.toString());
                }
                default -> {
                    return null;
                }
            }
            about.put("uid", number(unix, "uid"));
            about.put("gid", number(unix, "gid"));
            about.put("owner", name(unix.get("owner")));
            about.put("group", name(unix.get("group")));
            about.put("mode", String.format("0%03o", mode & PERMISSIONS));
            about.put("size", number(unix, "size"));
            about.put("mtime", seconds(unix.get("lastModifiedTime")));
            about.put("ctime", seconds(unix.get("ctime")));
            return about;
        } catch (IOException e) {
            throw new ExpressionException("cannot read " + path + ": " + e.getMessage());
        }
    }

    private static long number(Map<String, Object> attributes, String name) {
        return ((Number) Objects.requireNonNull(attributes.get(name))).longValue();
    }

    private static Object name(@Nullable Object principal) {
        String name = String.valueOf(principal);
        return name.matches("\\d+") ? Long.valueOf(name) : name;
    }

    private static double seconds(@Nullable Object time) {
        return time instanceof FileTime moment ? moment.to(TimeUnit.NANOSECONDS) / 1e9 : 0;
    }
}
