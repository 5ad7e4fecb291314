package jplay.tasks.contract;

import java.util.List;
import java.util.Map;

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

    /** Properties before and after: mode, owner, state of a unit. */
    public record Properties(String name, Map<String, Object> before, Map<String, Object> after) implements Entry {}

    public static Diff of(Entry... entries) {
        return new Diff(List.of(entries));
    }

    public static Diff text(String path, String before, String after) {
        return of(new Text(path, before, path, after));
    }

    public static Diff properties(String name, Map<String, Object> before, Map<String, Object> after) {
        return of(new Properties(name, before, after));
    }
}
