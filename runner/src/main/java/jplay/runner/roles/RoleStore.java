package jplay.runner.roles;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jplay.runner.source.Node;
import jplay.runner.source.ProblemException;
import jplay.runner.source.YamlReader;
import org.jspecify.annotations.Nullable;

/** A directory of roles. What stands of a role in {@code meta/.galaxy_install_info} is as Ansible writes it. */
public final class RoleStore {
    private static final String INFO = "meta/.galaxy_install_info";
    private final Path directory;

    /** A role that is there. */
    public record Installed(String name, @Nullable String version) {}

    public RoleStore(Path directory) {
        this.directory = directory;
    }

    public Path directory() {
        return directory;
    }

    /** The roles there, by name. */
    public List<Installed> list() {
        List<Installed> all = new ArrayList<>();
        if (!Files.isDirectory(directory)) {
            return all;
        }
        try (Stream<Path> roles = Files.list(directory)) {
            roles.filter(RoleStore::isRole).sorted()
                    .forEach(role -> all.add(new Installed(String.valueOf(role.getFileName()), version(role))));
        } catch (IOException e) {
            throw new RoleFailure("cannot read " + directory + ": " + e.getMessage(), e);
        }
        return all;
    }

    private static boolean isRole(Path role) {
        return Files.isDirectory(role.resolve("tasks")) || Files.isDirectory(role.resolve("meta"));
    }

    /** The role of a name, or null. */
    public @Nullable Installed find(String name) {
        Path role = directory.resolve(name);
        return Files.isDirectory(role) ? new Installed(name, version(role)) : null;
    }

    private static @Nullable String version(Path role) {
        try {
            return Files.exists(role.resolve(INFO)) && YamlReader.read(role.resolve(INFO)) instanceof Node.Dict dict
                    && dict.get("version") instanceof Node.Scalar version && version.value() != null ? version.text() : null;
        } catch (ProblemException e) {
            return null;
        }
    }

    /** Brings a role here, in the place of one that was there; its version, or null. */
    public @Nullable String install(RoleSource source, RoleFetcher fetcher) {
        Path beside = directory.resolve("." + source.name() + ".jplay-" + ProcessHandle.current().pid());
        try {
            Files.createDirectories(beside);
            try {
                RoleFetcher.Fetched fetched = fetcher.fetch(source, beside);
                RoleFetcher.write(fetched.root().resolve(INFO), "install_date: " + Instant.now() + "\nversion: "
                        + (fetched.version() == null ? "''" : "'" + fetched.version().replace("'", "''") + "'") + "\n");
                delete(directory.resolve(source.name()));
                Files.move(fetched.root(), directory.resolve(source.name()));
                return fetched.version();
            } finally {
                delete(beside);
            }
        } catch (IOException e) {
            throw new RoleFailure("cannot write to " + directory + ": " + e.getMessage(), e);
        }
    }

    /** What a role that is here depends on, as its meta files say: places, and names of Galaxy. */
    public List<RoleSource> dependencies(String name) {
        Path meta = directory.resolve(name).resolve("meta");
        List<RoleSource> all = new ArrayList<>();
        for (String file : List.of("requirements.yml", "main.yml", "main.yaml")) {
            Path path = meta.resolve(file);
            @Nullable Node node = Files.exists(path) ? YamlReader.read(path) : null;
            @Nullable Node list = file.startsWith("main") && node instanceof Node.Dict dict ? dict.get("dependencies") : node;
            if (list instanceof Node.Items items) {
                RoleSource.requirements(items, path.toString()).stream()
                        .filter(each -> each.kind() != RoleSource.Kind.DIRECTORY || each.src().contains("/")).forEach(all::add);
            }
        }
        return all;
    }

    /** Whether there was one to remove. */
    public boolean remove(String name) {
        Path role = directory.resolve(name);
        if (name.isEmpty() || name.contains("/") || name.startsWith(".") || !Files.isDirectory(role)) {
            return false;
        }
        try {
            delete(role);
            return true;
        } catch (IOException e) {
            throw new RoleFailure("cannot remove " + role + ": " + e.getMessage(), e);
        }
    }

    private static void delete(Path path) throws IOException {
        if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
