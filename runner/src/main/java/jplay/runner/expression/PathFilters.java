package jplay.runner.expression;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Filters on file names. */
final class PathFilters {
    static final String NAMES = "basename commonpath dirname expanduser expandvars path_join realpath relpath splitext win_basename win_dirname "
            + "win_splitdrive fileglob normpath";

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:(\\w+)|\\{([^}]+)\\})");

    private PathFilters() {}

    static @Nullable Filter find(String name) {
        return switch (name) {
            case "commonpath" -> (v, a) -> common(v);
            case "normpath" -> (v, a) -> normal(Values.str(v));
            case "basename" -> (v, a) -> basename(Values.str(v));
            case "dirname" -> (v, a) -> dirname(Values.str(v));
            case "expanduser" -> (v, a) -> expandUser(Values.str(v));
            case "expandvars" -> (v, a) -> expandVariables(Values.str(v));
            case "path_join" -> (v, a) -> join(v);
            case "realpath" -> (v, a) -> real(resolve(v, a));
            case "relpath" -> PathFilters::relative;
            case "splitext" -> (v, a) -> splitExtension(Values.str(v));
            case "win_basename" -> (v, a) -> afterSlash(windowsPath(Values.str(v)));
            case "win_dirname" -> (v, a) -> windowsParent(Values.str(v));
            case "win_splitdrive" -> (v, a) -> Tuple.of(drive(Values.str(v)), windowsPath(Values.str(v)));
            case "fileglob" -> (v, a) -> LookupFiles.glob(Path.of(a.scope().environment().directory().toString()), Values.str(v));
            default -> null;
        };
    }

    private static String common(@Nullable Object value) {
        if (!(value instanceof List<?> paths) || paths.isEmpty()) {
            throw new ExpressionException("|commonpath expects a list of paths, got " + Values.type(value));
        }
        List<Path> all = paths.stream().map(each -> Path.of(Values.str(each))).toList();
        Path shared = all.get(0).normalize();
        while (shared != null && !startTheSame(all, shared)) {
            shared = shared.getParent();
        }
        return shared == null ? "" : shared.toString();
    }

    private static boolean startTheSame(List<Path> all, Path start) {
        return all.stream().allMatch(each -> each.normalize().startsWith(start));
    }

    private static String normal(String path) {
        String normal = Path.of(path).normalize().toString();
        return normal.isEmpty() ? "." : normal;
    }

    static String basename(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static String dirname(String path) {
        String head = path.substring(0, path.lastIndexOf('/') + 1);
        String cut = head.replaceFirst("/+$", "");
        return cut.isEmpty() ? head : cut;
    }

    static String expandUser(String path) {
        if (!path.startsWith("~")) {
            return path;
        }
        int end = path.indexOf('/') < 0 ? path.length() : path.indexOf('/');
        if (end > 1) {
            String home = home(path.substring(1, end));
            return home == null ? path : home + path.substring(end);
        }
        String home = System.getenv("HOME");
        return (home != null ? home : System.getProperty("user.home")) + path.substring(1);
    }

    /** The home directory of a user of this machine, or null. */
    private static @Nullable String home(String user) {
        try (Stream<String> users = Files.lines(Path.of("/etc/passwd"))) {
            return users.map(line -> line.split(":", -1)).filter(fields -> fields.length > 5 && fields[0].equals(user))
                    .map(fields -> fields[5]).findFirst().orElse(null);
        } catch (IOException e) {
            return null;
        }
    }

    private static String expandVariables(String path) {
        Matcher m = VARIABLE.matcher(path);
        StringBuilder out = new StringBuilder();
        while (m.find()) {
            String value = System.getenv(m.group(1) != null ? m.group(1) : m.group(2));
            m.appendReplacement(out, Matcher.quoteReplacement(value != null ? value : m.group()));
        }
        return m.appendTail(out).toString();
    }

    private static String join(@Nullable Object value) {
        if (!(value instanceof String || value instanceof List<?>)) {
            throw new ExpressionException("path_join expects string or sequence, got " + Values.type(value));
        }
        List<@Nullable Object> parts = value instanceof String s ? List.of(s) : Values.list(value);
        String path = "";
        for (Object part : parts) {
            String text = Values.str(part);
            boolean bare = path.isEmpty() || path.endsWith("/");
            path = text.startsWith("/") ? text : path + (bare ? "" : "/") + text;
        }
        return path;
    }

    private static Path resolve(@Nullable Object value, Args a) {
        return a.scope().environment().directory().resolve(Values.str(value));
    }

    /** Links followed as far as the path exists. */
    private static String real(Path path) {
        Path normal = path.toAbsolutePath().normalize();
        try {
            return normal.toRealPath().toString();
        } catch (IOException e) {
            Path parent = normal.getParent();
            return parent == null ? normal.toString() : Path.of(real(parent)).resolve(parent.relativize(normal)).toString();
        }
    }

    private static String relative(@Nullable Object value, Args a) {
        Path start = a.has(0, "start") ? resolve(a.get(0, "start"), a) : a.scope().environment().directory();
        String path = start.normalize().relativize(resolve(value, a).normalize()).toString();
        return path.isEmpty() ? "." : path;
    }

    private static Tuple splitExtension(String path) {
        int name = path.lastIndexOf('/') + 1;
        int first = name;
        while (first < path.length() && path.charAt(first) == '.') {
            first++;
        }
        int dot = path.lastIndexOf('.');
        return dot >= first && dot > name ? Tuple.of(path.substring(0, dot), path.substring(dot)) : Tuple.of(path, "");
    }

    private static String drive(String path) {
        return path.length() > 1 && path.charAt(1) == ':' ? path.substring(0, 2) : "";
    }

    private static String windowsPath(String path) {
        return path.substring(drive(path).length());
    }

    private static int lastSlash(String path) {
        return Math.max(path.lastIndexOf('\\'), path.lastIndexOf('/'));
    }

    private static String afterSlash(String path) {
        return path.substring(lastSlash(path) + 1);
    }

    private static String windowsParent(String path) {
        String rest = windowsPath(path);
        String head = rest.substring(0, lastSlash(rest) + 1);
        String cut = head.replaceFirst("[\\\\/]+$", "");
        return drive(path) + (cut.isEmpty() ? head : cut);
    }

    static List<@Nullable Object> strings(List<Path> paths) {
        List<@Nullable Object> list = new ArrayList<>();
        paths.forEach(path -> list.add(path.toString()));
        return list;
    }
}
