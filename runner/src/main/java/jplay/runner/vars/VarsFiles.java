package jplay.runner.vars;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import jplay.runner.source.Inputs;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.Value;
import org.jspecify.annotations.Nullable;

/** A play's {@code vars_files}: of an entry that is a list, the first file that is there. */
public final class VarsFiles {
    private final VarsFile files;
    private final Path playDirectory;

    public VarsFiles(VarsFile files, Path playDirectory) {
        this.files = files;
        this.playDirectory = playDirectory;
    }

    /**
     * Reads all entries.
     *
     * @param render a name's value, or null where it is made of something undefined; such an entry is left out
     */
    public Layer read(Node varsFiles, Function<Node.Scalar, @Nullable String> render) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (Node entry : varsFiles instanceof Node.Items items ? items.items() : List.of(varsFiles)) {
            Path found = first(entry, render);
            if (found != null) {
                values.putAll(files.read(found));
            }
        }
        return new Layer(Level.PLAY_FILES, values);
    }

    private @Nullable Path first(Node entry, Function<Node.Scalar, @Nullable String> render) {
        List<Path> tried = new ArrayList<>();
        for (Node each : entry instanceof Node.Items items ? items.items() : List.of(entry)) {
            if (!(each instanceof Node.Scalar scalar)) {
                throw Problem.of("vars-files", "vars_files takes names of files", each.span(), "or lists of names, of which the first that exists counts").exception();
            }
            String name = render.apply(scalar);
            if (name == null) {
                return null;
            }
            for (Path path : places(name)) {
                if (Files.isRegularFile(Inputs.at(path))) {
                    return path;
                }
                tried.add(path);
            }
        }
        throw Problem.of("vars-files", "this file of variables is not there", entry.span(),
                "looked for " + String.join(", ", tried.stream().map(Path::toString).toList())).exception();
    }

    private List<Path> places(String name) {
        if (name.startsWith("~/")) {
            return List.of(Path.of(System.getProperty("user.home", "")).resolve(name.substring(2)));
        }
        return Path.of(name).isAbsolute()
                ? List.of(Path.of(name))
                : List.of(playDirectory.resolve("vars").resolve(name), playDirectory.resolve(name));
    }
}
