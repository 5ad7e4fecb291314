package jplay.tasks.contract;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --diff} shows.
 *
 * @param entries one for each thing that changes
 */
public record Diff(List<Entry> entries) {

    public static final Diff NONE = new Diff(List.of());

    /** One thing that changes. */
    public sealed interface Entry {}

    /** Text before and after; a header names the file. Binary content is a line with size and checksum, made by {@link #content}. */
    public record Text(String beforeHeader, String before, String afterHeader, String after) implements Entry {}

    /** Properties before and after: mode, owner, state of a unit. By name, so that two runs show the same. */
    public record Properties(String name, Map<String, Object> before, Map<String, Object> after) implements Entry {
        public Properties {
            before = new TreeMap<>(before);
            after = new TreeMap<>(after);
        }
    }

    public static Diff of(Entry... entries) {
        return new Diff(List.of(entries));
    }

    /** Content larger than this is not shown. */
    public static final int LIMIT = 104_448;

    /** A file's bytes as text to show; binary and large ones as a line with size and checksum; none as nothing. */
    public static String content(@Nullable Content content) {
        if (content == null) {
            return "";
        }
        if (content instanceof Content.NotYet(String why)) {
            return "(not known yet: " + why + ")\n";
        }
        if (content.size() <= LIMIT) {
            byte[] bytes = content.bytes();
            if (IntStream.range(0, bytes.length).noneMatch(i -> bytes[i] == 0)) {
                return new String(bytes, StandardCharsets.UTF_8);
            }
        }
        return summary(content.size(), content.digest("SHA-1"));
    }

    /** The line that stands for binary or large content. */
    public static String summary(long size, @Nullable String sha1) {
        return "(" + size + " bytes" + (sha1 == null ? "" : ", sha1 " + sha1) + ")\n";
    }

    public Diff and(Entry... more) {
        List<Entry> all = new ArrayList<>(entries);
        all.addAll(Arrays.asList(more));
        return new Diff(List.copyOf(all));
    }

    public static Diff text(String path, String before, String after) {
        return of(new Text(path, before, path, after));
    }

    public static Diff properties(String name, Map<String, Object> before, Map<String, Object> after) {
        return of(new Properties(name, before, after));
    }
}
