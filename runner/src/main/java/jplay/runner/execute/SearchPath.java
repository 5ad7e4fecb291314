package jplay.runner.execute;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jplay.runner.model.Attributes;
import jplay.runner.model.Play;
import jplay.runner.model.Role;

/** Where files that a task names are looked for: its role, the roles that brought it, its file, the playbook. */
final class SearchPath {
    private SearchPath() {}

    static List<Path> of(Play play, Attributes at, String subdirectory) {
        Set<Path> all = new LinkedHashSet<>();
        for (Role role = at.role(); role != null; role = role.caller()) {
            all.add(role.path().resolve(subdirectory));
            all.add(role.path());
        }
        Path tasks = Path.of(at.file()).getParent();
        if (tasks != null) {
            all.add(tasks.resolve(subdirectory));
            all.add(tasks);
        }
        Path playbook = playbook(play);
        all.add(playbook.resolve(subdirectory));
        all.add(playbook);
        return new ArrayList<>(all);
    }

    /** The directories that files are looked for below: of the roles around, of the file with the tasks, of the playbook. */
    static List<String> roots(Play play, Attributes at) {
        Set<String> all = new LinkedHashSet<>();
        for (Role role = at.role(); role != null; role = role.caller()) {
            all.add(full(role.path()));
        }
        all.add(full(Path.of(at.file()).resolveSibling("")));
        all.add(full(playbook(play)));
        return new ArrayList<>(all);
    }

    private static String full(Path path) {
        return path.toAbsolutePath().normalize().toString();
    }

    static Path playbook(Play play) {
        Path parent = Path.of(play.file()).getParent();
        return parent == null ? Path.of("") : parent;
    }
}
