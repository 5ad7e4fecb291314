package jplay.runner.vars;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import jplay.runner.source.Inputs;
import jplay.runner.source.Problem;
import jplay.runner.source.Problems;
import jplay.runner.source.SourceSpan;
import jplay.runner.source.Value;

/** What a {@code group_vars/} or {@code host_vars/} directory has for a name: a file, or a directory of files. */
final class VarsDirectory {
    private static final List<String> ENDINGS = List.of("", ".yml", ".yaml", ".json");

    private final VarsFile files;
    private final Path directory;
    private final Set<String> present;
    private final Map<String, Map<String, Value>> known = new java.util.concurrent.ConcurrentHashMap<>();

    VarsDirectory(VarsFile files, Path directory) {
        this.files = files;
        this.directory = directory;
        present = Files.isDirectory(Inputs.at(directory)) ? new TreeSet<>(list(directory)) : Set.of();
    }

    /** The variables of a group or host. */
    Map<String, Value> of(String name) {
        Map<String, Value> values = known.get(name);
        if (values == null) {
            values = read(name);
            known.put(name, values);
        }
        return values;
    }

    private Map<String, Value> read(String name) {
        List<Path> found = find(name);
        if (found.size() < 2) {
            return found.isEmpty() ? Map.of() : files.read(found.get(0));
        }
        Map<String, Value> values = new LinkedHashMap<>();
        found.forEach(file -> values.putAll(files.read(file)));
        return Collections.unmodifiableMap(values);
    }

    /** The files for a name. Only the first of {@code name/}, {@code name.yml} … counts, as in Ansible. */
    List<Path> find(String name) {
        for (String ending : ENDINGS) {
            if (!name.startsWith("/") && present.contains(name + ending)) {
                List<Path> found = new ArrayList<>();
                Path path = directory.resolve(name + ending);
                if (Files.isDirectory(Inputs.at(path))) {
                    collect(path, found);
                } else {
                    found.add(path);
                }
                return found;
            }
        }
        return List.of();
    }

    /** Warns of files that are not read since another one of that name is. */
    void warn(String name, Problems problems) {
        List<String> there = ENDINGS.stream().map(ending -> name + ending).filter(present::contains).toList();
        for (String hidden : there.subList(Math.min(1, there.size()), there.size())) {
            Path path = directory.resolve(hidden);
            problems.warn(Problem.of("vars-file-hidden", "this is not read, since there is " + directory.resolve(there.get(0)),
                    SourceSpan.file(path.toString()), "move it into the directory, or join the files"));
        }
    }

    private static void collect(Path directory, List<Path> into) {
        for (String name : list(directory)) {
            if (name.startsWith(".") || name.endsWith("~")) {
                continue;
            }
            Path path = directory.resolve(name);
            int dot = name.lastIndexOf('.');
            String ending = dot < 1 ? "" : name.substring(dot);
            if (Files.isDirectory(Inputs.at(path))) {
                if (ending.isEmpty()) {
                    collect(path, into);
                }
            } else if (ENDINGS.contains(ending)) {
                into.add(path);
            }
        }
    }

    private static List<String> list(Path directory) {
        try (Stream<Path> paths = Files.list(directory)) {
            return paths.map(path -> String.valueOf(path.getFileName())).sorted().toList();
        } catch (IOException e) {
            String why = Files.isReadable(directory) ? String.valueOf(e.getMessage()) : "permission denied";
            throw Problem.of("unreadable", "cannot read the directory " + directory + ": " + why, null).exception();
        }
    }
}
