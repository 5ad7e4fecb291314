package jplay.runner.roles;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import jplay.runner.source.JsonReader;
import jplay.runner.source.Node;
import org.jspecify.annotations.Nullable;

/** Brings roles from where they are into an empty directory. */
public final class RoleFetcher {
    private final Web web = new Web();
    private final String galaxy;
    private final Path directory;

    /**
     * @param galaxy the address of the Galaxy server
     * @param directory what names of files are relative to
     */
    public RoleFetcher(String galaxy, Path directory) {
        this.galaxy = galaxy.replaceFirst("/+$", "").replaceFirst("/api$", "");
        this.directory = directory;
    }

    /**
     * A role that was brought.
     *
     * @param root the directory that its {@code tasks} and {@code meta} are in
     */
    record Fetched(Path root, @Nullable String version) {}

    Fetched fetch(RoleSource source, Path empty) throws IOException {
        return switch (source.kind()) {
            case GIT -> git(source, empty);
            case TARBALL -> tarball(source, empty);
            case GALAXY -> galaxy(source, empty);
            case DIRECTORY -> {
                Path from = local(source.src());
                if (!Files.isDirectory(from)) {
                    throw new RoleFailure("there is no directory " + from + "; a role is named by a git repository, a tarball, a directory,"
                            + " or as NAMESPACE.NAME");
                }
                Path to = empty.resolve("role");
                copy(from, to);
                yield new Fetched(to, source.version());
            }
        };
    }

    private Path local(String src) {
        String path = src.startsWith("file://") ? src.substring(7) : src;
        return directory.resolve(path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path).normalize();
    }

    /** What git has under version control at that version, without its history. */
    private Fetched git(RoleSource source, Path empty) throws IOException {
        Path clone = empty.resolve("clone");
        String src = source.src().contains(":") ? source.src() : local(source.src()).toString();
        Program.run(List.of("git", "clone", "--quiet", "--", src, clone.toString()));
        String commit = commit(clone, source.version());
        Path archive = empty.resolve("role.tar");
        Program.run(List.of("git", "-C", clone.toString(), "archive", "--format=tar", "-o", archive.toString(), commit));
        return new Fetched(unpacked(archive, empty), source.version());
    }

    private static String commit(Path clone, @Nullable String version) {
        if (version == null) {
            return "HEAD";
        }
        for (String name : List.of("refs/tags/" + version, "refs/remotes/origin/" + version, version)) {
            try {
                return Program.run(List.of("git", "-C", clone.toString(), "rev-parse", "--quiet", "--verify", name + "^{commit}")).strip();
            } catch (RoleFailure e) {
                // The next kind of name.
            }
        }
        throw new RoleFailure("the repository has no tag, branch or commit '" + version + "'");
    }

    private Fetched tarball(RoleSource source, Path empty) throws IOException {
        if (source.src().startsWith("http://") || source.src().startsWith("https://")) {
            Path archive = empty.resolve("role.tar");
            web.download(source.src(), archive);
            return new Fetched(unpacked(archive, empty), source.version());
        }
        Path archive = local(source.src());
        if (!Files.isRegularFile(archive)) {
            throw new RoleFailure("there is no file " + archive);
        }
        return new Fetched(unpacked(archive, empty), source.version());
    }

    private static Path unpacked(Path archive, Path empty) throws IOException {
        Path into = Files.createDirectory(empty.resolve("unpacked"));
        Program.run(List.of("tar", "-x", "--no-same-owner", "-f", archive.toString(), "-C", into.toString()));
        try (Stream<Path> all = Files.walk(into)) {
            return all.filter(path -> Files.isDirectory(path)
                            && (Files.isDirectory(path.resolve("tasks")) || Files.isRegularFile(path.resolve("meta/main.yml"))
                                    || Files.isRegularFile(path.resolve("meta/main.yaml"))))
                    .min(Comparator.comparingInt(Path::getNameCount))
                    .orElseThrow(() -> new RoleFailure("it holds no role: nowhere in it is a directory with tasks/ or meta/main.yml"));
        }
    }

    /** Galaxy knows the repository of a name, and its versions. */
    private Fetched galaxy(RoleSource source, Path empty) throws IOException {
        String[] parts = source.src().split("\\.", 2);
        String url = galaxy + "/api/v1/roles/?owner__username=" + parts[0] + "&name=" + parts[1];
        Node answer;
        try {
            answer = JsonReader.parse(web.text(url), url);
        } catch (RoleFailure e) {
            throw new RoleFailure("'" + source.src() + "' is looked up at " + galaxy + ", and " + e.getMessage(), e);
        }
        if (!(answer instanceof Node.Dict dict) || !(dict.get("results") instanceof Node.Items results) || results.items().isEmpty()
                || !(results.items().get(0) instanceof Node.Dict role)) {
            throw new RoleFailure("Galaxy (" + galaxy + ") has no role '" + source.src() + "'");
        }
        GalaxyRole found = new GalaxyRole(role);
        @Nullable String version = source.version() == null ? found.newest() : source.version();
        if (source.version() != null && !found.has(source.version())) {
            throw new RoleFailure("'" + source.src() + "' has no version '" + source.version() + "'; there are "
                    + String.join(", ", found.versions()));
        }
        Path archive = empty.resolve("role.tar");
        web.download(found.archive(version), archive);
        return new Fetched(unpacked(archive, empty), version);
    }

    static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            for (Path path : all.filter(each -> !from.relativize(each).startsWith(".git")).toList()) {
                Path target = to.resolve(from.relativize(path).toString());
                if (Files.isDirectory(path)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(path, target);
                }
            }
        }
    }

    static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
