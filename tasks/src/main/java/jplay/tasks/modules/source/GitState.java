package jplay.tasks.modules.source;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a working copy is, and its repository.
 *
 * @param refs of the repository, where it was asked
 */
record GitState(Map<String, String> copy, Map<String, String> refs) {

    static GitState parse(String text) {
        String[] parts = text.split("\036\n", 2);
        Map<String, String> copy = new HashMap<>();
        parts[0].lines().forEach(line -> copy.put(line.split(" ", 2)[0], line.substring(line.indexOf(' ') + 1)));
        Map<String, String> refs = new LinkedHashMap<>();
        (parts.length > 1 ? parts[1] : "").lines().map(line -> line.split("\t")).filter(pair -> pair.length == 2)
                .forEach(pair -> refs.put(pair[1], pair[0]));
        return new GitState(copy, refs);
    }

    /** The directory of git's own, null where there is none. */
    @Nullable String dir() {
        return copy.get("dir");
    }

    @Nullable String before() {
        String before = copy.getOrDefault("before", "");
        return before.isEmpty() || before.equals("HEAD") ? null : before;
    }

    String url() {
        return copy.getOrDefault("url", "");
    }

    String branch() {
        return copy.getOrDefault("branch", "");
    }

    boolean mods() {
        return copy.containsKey("mods");
    }

    boolean submodules() {
        return copy.containsKey("submodules");
    }

    boolean hasSubmodules() {
        return copy.containsKey("gitmodules");
    }

    boolean occupied() {
        return copy.containsKey("occupied");
    }

    boolean isBranch(String version) {
        return refs.containsKey("refs/heads/" + version);
    }

    boolean isTag(String version) {
        return refs.containsKey("refs/tags/" + version);
    }

    /** The commit that a version is; null where only the repository's content tells. */
    @Nullable String target(String version) {
        for (String name : new String[] {"refs/heads/" + version, "refs/tags/" + version + "^{}", "refs/tags/" + version}) {
            if (refs.containsKey(name)) {
                return refs.get(name);
            }
        }
        return version.equals("HEAD") || version.startsWith("refs/") ? refs.get(version) : version.matches("[0-9a-f]{40}") ? version : null;
    }
}
