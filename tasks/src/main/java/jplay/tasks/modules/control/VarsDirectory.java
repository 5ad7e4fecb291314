package jplay.tasks.modules.control;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import jplay.tasks.contract.ModuleFailure;

/** The files of variables in a directory: those of a directory before those below it, by name. */
record VarsDirectory(IncludeVars.Params params) {

    List<Path> files(Path directory) {
        List<Path> found = new ArrayList<>();
        collect(directory, 1, found);
        return found;
    }

    static boolean hasExtension(Path file, List<String> extensions) {
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        return dot <= 0 || extensions.contains(name.substring(dot + 1));
    }

    private void collect(Path directory, int depth, List<Path> found) {
        List<Path> entries;
        try (Stream<Path> all = Files.list(directory)) {
            entries = all.sorted().toList();
        } catch (IOException e) {
            throw new ModuleFailure("cannot read the directory " + directory + ": " + e.getMessage());
        }
        entries.stream().filter(Files::isRegularFile).filter(this::isWanted).forEach(found::add);
        if (params.depth() == 0 || depth < params.depth()) {
            entries.stream().filter(Files::isDirectory).forEach(below -> collect(below, depth + 1, found));
        }
    }

    private boolean isWanted(Path file) {
        String name = String.valueOf(file.getFileName());
        boolean ignored = name.startsWith(".") || params.ignoreFiles().stream().anyMatch(one -> pattern(one).matcher(name).lookingAt());
        if (ignored || params.filesMatching() != null && !pattern(params.filesMatching()).matcher(name).find()) {
            return false;
        }
        if (hasExtension(file, params.extensions())) {
            return true;
        }
        if (params.ignoreUnknownExtensions() || params.filesMatching() != null) {
            return false;
        }
        throw new ModuleFailure(file + " does not have a valid extension: " + String.join(", ", params.extensions())
                + "; set ignore_unknown_extensions: true to leave such files out");
    }

    private static Pattern pattern(String text) {
        try {
            return Pattern.compile(text);
        } catch (PatternSyntaxException e) {
            throw new ModuleFailure("'" + text + "' is no regular expression: " + e.getDescription());
        }
    }
}
