package jplay.runner.source;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells the files of roles, which are often somebody else's, from those of a playbook. */
final class RoleFiles {
    private static final List<String> PARTS = List.of("tasks", "handlers", "defaults", "vars", "meta");

    private RoleFiles() {}

    /** Whether a file is in one of the directories that make a role. */
    static boolean contains(String file) {
        for (@Nullable Path at = Path.of(file).toAbsolutePath().getParent(); at != null; at = at.getParent()) {
            @Nullable Path name = at.getFileName();
            @Nullable Path role = at.getParent();
            if (name != null && role != null && PARTS.contains(name.toString()) && isRole(role)) {
                return true;
            }
        }
        return false;
    }

    /** A playbook's directory may have tasks and vars, too; what is read by itself, though, only a role has. */
    private static boolean isRole(Path directory) {
        return PARTS.stream().filter(part -> !part.equals("vars")).anyMatch(part -> Files.exists(Inputs.at(directory.resolve(part).resolve("main.yml")))
                || Files.exists(Inputs.at(directory.resolve(part).resolve("main.yaml"))));
    }
}
