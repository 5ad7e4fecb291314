package jplay.runner.expression;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The lookup {@code first_found}: the first file that exists. */
final class FirstFound {
    private FirstFound() {}

    static List<@Nullable Object> find(List<@Nullable Object> terms, Map<String, @Nullable Object> options, Scope scope) {
        List<String> candidates = new ArrayList<>();
        boolean skip = isSet(options.get("skip"));
        List<@Nullable Object> all = SetFilters.flatten(terms, -1, false);
        if (options.get("files") != null || options.get("paths") != null) {
            addAll(options, candidates);
        }
        for (Object term : all) {
            if (term instanceof Map<?, ?> map) {
                skip |= isSet(map.get("skip"));
                addAll(map, candidates);
            } else {
                add(Values.str(term), names(options.get("paths")), candidates);
            }
        }
        for (String candidate : candidates) {
            Path found = anywhere(candidate, scope.environment());
            if (found != null) {
                return new ArrayList<>(List.of(found.toAbsolutePath().normalize().toString()));
            }
        }
        if (!skip) {
            throw new ExpressionException("No file was found when using first_found, none of these exists: " + String.join(", ", candidates));
        }
        return new ArrayList<>();
    }

    private static boolean isSet(@Nullable Object flag) {
        return Boolean.TRUE.equals(ValueFilters.toBool(flag));
    }

    private static void addAll(Map<?, ?> settings, List<String> candidates) {
        List<String> files = names(settings.get("files"));
        List<String> paths = names(settings.get("paths"));
        if (files.isEmpty()) {
            candidates.addAll(paths);
        }
        files.forEach(file -> add(file, paths, candidates));
    }

    private static void add(String file, List<String> paths, List<String> candidates) {
        if (paths.isEmpty()) {
            candidates.add(file);
        }
        paths.forEach(path -> candidates.add(path + "/" + file));
    }

    /** A list, or text with names between commas, semicolons or (for paths) colons. */
    private static List<String> names(@Nullable Object value) {
        List<String> names = new ArrayList<>();
        for (Object item : value == null ? List.of() : value instanceof String ? List.of(value) : Values.list(value)) {
            for (String name : Values.str(item).split("[,;:]")) {
                names.add(name.strip());
            }
        }
        return names;
    }

    private static @Nullable Path anywhere(String name, Environment environment) {
        for (String kind : List.of("files", "templates", "vars", "tasks")) {
            Path found = LookupFiles.find(name, kind, environment);
            if (found != null && Files.isReadable(found)) {
                return found;
            }
        }
        return null;
    }
}
