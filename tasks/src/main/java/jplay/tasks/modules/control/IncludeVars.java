package jplay.tasks.modules.control;

import com.google.auto.service.AutoService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import org.jspecify.annotations.Nullable;

/** Reads variables from files. */
@Module(
        name = "include_vars",
        changes = false,
        summary = "Reads variables from a file or a directory of files on the control machine.",
        controlOnly = true,
        example = """
                - name: Read what differs between distributions
                  include_vars:
                    file: "{{ ansible_distribution }}.yml"
                """)
@AutoService(TaskModule.class)
public final class IncludeVars implements TaskModule<IncludeVars.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "The file: in the role's vars, or beside the tasks.", freeForm = true) @Nullable String file,
            @Param("A directory whose files are read in the order of their names.") @Nullable String dir,
            @Param("A variable that gets all of them as a dict, in place of each on its own.") @Nullable String name,
            @Param(value = "How deep to go into the directory; 0 is all the way.", def = "0") int depth,
            @Param("Only files of the directory whose names match this regular expression.") @Nullable String filesMatching,
            @Param("Names of files (regular expressions for their beginning) to leave out.") List<String> ignoreFiles,
            @Param(value = "The extensions that files of a directory have.", def = "json,yaml,yml") List<String> extensions,
            @Param("Leave files with other extensions out, and do not fail.") boolean ignoreUnknownExtensions,
            @Param(value = "Whether a dict takes the place of the variable of its name, or goes into it.", choices = {"replace", "merge"}, def = "replace") String hashBehaviour) {
        public Params {
            if (file != null && dir != null) {
                throw new IllegalArgumentException("file and dir exclude each other; leave one of them");
            }
            if (file != null && (depth != 0 || filesMatching != null || !ignoreFiles.isEmpty() || ignoreUnknownExtensions)) {
                throw new IllegalArgumentException("depth, files_matching, ignore_files and ignore_unknown_extensions go with dir");
            }
        }
    }

    /** The variables, and the files they came from. */
    public record Result(Map<String, @Nullable Object> ansibleFacts, List<String> ansibleIncludedVarFiles) {}

    /** What playbooks look at where it fails. */
    private record Failure(String message) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        try {
            return read(params, control);
        } catch (ModuleFailure e) {
            String message = String.valueOf(e.getMessage());
            return new Plan.Failed(message, new Failure(message));
        }
    }

    private static Plan read(Params params, Control control) {
        if (params.file == null && params.dir == null) {
            throw new ModuleFailure("include_vars needs file or dir");
        }
        if (params.name != null) {
            VariableName.check(params.name);
        }
        List<Path> files = params.dir == null
                ? List.of(file(String.valueOf(params.file), control))
                : new VarsDirectory(params).files(directory(params.dir, control));
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        files.forEach(file -> all.putAll(control.readVars(file)));
        Map<String, @Nullable Object> facts = new LinkedHashMap<>(params.name == null ? all : Map.of(params.name, all));
        if (params.hashBehaviour.equals("merge")) {
            facts.replaceAll((name, value) -> merged(control.variable(name), value, control));
        }
        return new Plan.InSync(new Result(facts, files.stream().map(Path::toString).toList()));
    }

    private static Path file(String name, Control control) {
        Path file = find(name, control, "Could not find file " + name);
        if (Files.isDirectory(file)) {
            throw new ModuleFailure(file + " is a directory; write dir: in place of file:");
        }
        return file;
    }

    private static Path find(String name, Control control, String otherwise) {
        try {
            return control.find(name, "vars");
        } catch (ModuleFailure e) {
            throw new ModuleFailure(otherwise + ": " + e.getMessage());
        }
    }

    private static Path directory(String name, Control control) {
        Path directory = find(name, control, name + " directory does not exist");
        if (!Files.isDirectory(directory)) {
            throw new ModuleFailure(directory + " is not a directory; write file: in place of dir:");
        }
        return directory;
    }

    /** A dict goes into that of the same name; anything else takes its place. */
    private static @Nullable Object merged(@Nullable Object old, @Nullable Object value, Control control) {
        if (!(old instanceof Map<?, ?> before) || !(control.render(value) instanceof Map<?, ?> fresh)) {
            return value;
        }
        Map<String, @Nullable Object> both = strings(before);
        strings(fresh).forEach((name, item) -> both.put(name, merged(both.get(name), item, control)));
        return both;
    }

    private static Map<String, @Nullable Object> strings(Map<?, ?> map) {
        Map<String, @Nullable Object> strings = new LinkedHashMap<>();
        map.forEach((key, value) -> strings.put(String.valueOf(key), value));
        return strings;
    }
}
