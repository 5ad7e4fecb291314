package jplay.tasks.read;

import java.util.ArrayDeque;
import java.util.Deque;
import jplay.tasks.contract.Read;

/** Paths on a host, as text. */
public final class FilePaths {
    private FilePaths() {}

    /** Without doubled and trailing slashes, {@code .} and {@code ..}; for absolute paths. */
    public static String clean(String path) {
        if (!path.startsWith("/")) {
            return path;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                parts.pollLast();
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return "/" + String.join("/", parts);
    }

    /** The directory that a path lies in. */
    public static String parent(String path) {
        String clean = clean(path);
        int slash = clean.lastIndexOf('/');
        return slash <= 0 ? "/" : clean.substring(0, slash);
    }

    /** The last part of a path. */
    public static String name(String path) {
        String clean = path.endsWith("/") ? path.replaceFirst("/+$", "") : path;
        return clean.substring(clean.lastIndexOf('/') + 1);
    }

    /** A path below a directory; an absolute one stays as it is. */
    public static String join(String directory, String name) {
        if (name.startsWith("/") || directory.isEmpty()) {
            return name;
        }
        return directory.endsWith("/") ? directory + name : directory + "/" + name;
    }

    /** The subject that all reads and effects on this path share. */
    public static Read.Subject subject(String path) {
        return new Read.Subject("file", clean(path));
    }
}
