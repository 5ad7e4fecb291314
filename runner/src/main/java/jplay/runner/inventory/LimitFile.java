package jplay.runner.inventory;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import jplay.runner.source.Inputs;
import jplay.runner.source.Problem;
import jplay.runner.source.YamlReader;

/** The file of {@code --limit @file}, such as the {@code .retry} files of a run. */
final class LimitFile {
    private LimitFile() {}

    static List<String> read(String name) {
        Path file = Path.of(name);
        if (!Files.isRegularFile(Inputs.at(file))) {
            String what = Files.isDirectory(file) ? "--limit @" + name + " names a directory" : "there is no file " + name + " for --limit";
            throw Problem.of("limit-file", what, null, "it holds one host or pattern a line").exception();
        }
        return YamlReader.text(file).lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
