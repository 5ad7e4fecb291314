package jplay.runner.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jplay.runner.source.Inputs;
import jplay.runner.source.Problem;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** Finds playbooks: a name without a directory stands here, in {@code playbooks/}, or among jplay's own. */
final class PlaybookFinder {
    private final Path directory;
    private final @Nullable Path home;

    PlaybookFinder(Path directory, @Nullable Path home) {
        this.directory = directory;
        this.home = home;
    }

    List<Path> find(List<String> names) {
        return names.stream().map(this::find).toList();
    }

    private Path find(String name) {
        Path given = Path.of(name);
        if (given.isAbsolute() || given.getNameCount() > 1 || name.startsWith(".")) {
            return exists(directory.resolve(given)) ? given : missing(name);
        }
        for (Path place : places()) {
            if (exists(directory.resolve(place).resolve(name))) {
                return place.resolve(name);
            }
        }
        return missing(name);
    }

    private static boolean exists(Path path) {
        return Files.exists(Inputs.at(path));
    }

    /** Relative where they can be, as messages are to show them. */
    private List<Path> places() {
        List<Path> places = new ArrayList<>(List.of(Path.of(""), Path.of("playbooks")));
        if (home != null && !home.equals(directory)) {
            places.add(home.resolve("playbooks"));
        }
        return places;
    }

    private Path missing(String name) {
        Set<String> known = new TreeSet<>();
        for (Path place : places()) {
            try (Stream<Path> files = Files.list(directory.resolve(place))) {
                files.map(file -> String.valueOf(file.getFileName())).filter(file -> file.matches(".*\\.ya?ml")).forEach(known::add);
            } catch (java.io.IOException e) {
                // A place that is not there has no playbooks.
            }
        }
        @Nullable String close = name.contains("/") ? null : Names.closest(name, known);
        throw Problem.of("no-playbook", "there is no playbook " + name, null,
                close != null ? "did you mean " + close + "?"
                        : name.contains("/") ? null : "looked in " + String.join(", ", places().stream().map(p -> p.toString().isEmpty() ? "this directory" : p + "/").toList()))
                .exception();
    }
}
