package jplay.runner.vars;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.Value;
import jplay.runner.source.YamlReader;
import jplay.runner.vault.VaultOpener;

/** Reads files of variables, each once. */
public final class VarsFile {
    private final VaultOpener vault;
    private final Map<Path, Map<String, Value>> known = new ConcurrentHashMap<>();

    public VarsFile(VaultOpener vault) {
        this.vault = vault;
    }

    /**
     * The variables in a YAML or JSON file, perhaps in a vault; none where it is empty.
     *
     * @throws jplay.runner.source.ProblemException where it holds anything but a dict
     */
    public Map<String, Value> read(Path file) {
        Map<String, Value> values = known.get(file);
        if (values == null) {
            values = parse(file);
            known.put(file, values);
        }
        return values;
    }

    private Map<String, Value> parse(Path file) {
        Node node = YamlReader.parse(vault.openFile(YamlReader.text(file), file.toString()), file.toString());
        if (node instanceof Node.Dict dict) {
            return Layer.values(dict);
        }
        if (node == null || node instanceof Node.Scalar scalar && scalar.value() == null) {
            return Map.of();
        }
        throw Problem.of("vars-file", "a file of variables must hold a dict, not a " + (node instanceof Node.Items ? "list" : "single value"),
                node.span(), "write 'name: value' lines").exception();
    }
}
