package jplay.runner.model;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import jplay.runner.source.Inputs;
import jplay.runner.source.Node;
import jplay.runner.source.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What reading playbooks needs to know.
 *
 * @param rolesPath directories that roles are looked for in, after those beside the playbook
 * @param moduleNames every name that a task can call
 * @param isModule whether a task can call this name
 * @param importRenderer renders the file name of a static import
 * @param files reads a YAML file, opening what is encrypted; null where there is nothing in it
 * @param library takes a directory of modules of the user's own, whether it is there or not
 */
public record ReadContext(
        List<Path> rolesPath,
        Set<String> moduleNames,
        Predicate<String> isModule,
        ImportRenderer importRenderer,
        YamlFiles files,
        Consumer<Path> library,
        Problems problems) {

    /** Reads a YAML file. */
    @FunctionalInterface
    public interface YamlFiles {
        @Nullable Node read(Path file);
    }

    /** Renders the file name of an import with what is known before the run. */
    @FunctionalInterface
    public interface ImportRenderer {
        String render(String text, Attributes at);
    }

    /** Where roles may be for a playbook in this directory, in order. */
    List<Path> roleDirectories(Path playbookDirectory) {
        Set<Path> all = new LinkedHashSet<>();
        all.add(playbookDirectory.resolve("roles"));
        all.addAll(rolesPath);
        all.add(playbookDirectory);
        Path up = playbookDirectory.toAbsolutePath().normalize().getParent();
        if (up != null) {
            all.add(playbookDirectory.resolve("../roles").normalize());
        }
        return new ArrayList<>(all);
    }

    /** A role's directory, or null. */
    @Nullable Path findRole(String name, Path playbookDirectory) {
        if (name.startsWith("/") || name.startsWith("./") || name.startsWith("../") || name.startsWith("~")) {
            Path path = Path.of(name.startsWith("~") ? System.getProperty("user.home") + name.substring(1) : name);
            path = path.isAbsolute() ? path : playbookDirectory.resolve(path).normalize();
            return Files.isDirectory(Inputs.at(path)) ? path : null;
        }
        for (Path directory : roleDirectories(playbookDirectory)) {
            Path role = directory.resolve(name);
            if (Files.isDirectory(Inputs.at(role))) {
                return role;
            }
        }
        return null;
    }

    /** The names of all roles that could be used. */
    Set<String> roleNames(Path playbookDirectory) {
        Set<String> names = new LinkedHashSet<>();
        for (Path directory : roleDirectories(playbookDirectory)) {
            try (var entries = Files.list(directory)) {
                entries.filter(entry -> Files.isDirectory(entry.resolve("tasks")))
                        .forEach(entry -> names.add(String.valueOf(entry.getFileName())));
            } catch (java.io.IOException e) {
                // A directory that is not there has no roles.
            }
        }
        return names;
    }
}
