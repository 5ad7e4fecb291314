package jplay.runner.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import jplay.runner.known.AnsibleBuiltin;
import jplay.runner.known.AnsibleBuiltin.Kind;
import jplay.runner.source.Node;
import jplay.runner.source.YamlReader;
import jplay.tasks.Modules;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What there is of Ansible's language does not get less, and the list of it is Ansible's own. */
class CompatibilityTest {
    private static final int MOST_DIFFERENCES = 10;
    private final AnsibleBuiltin ansible = AnsibleBuiltin.read();

    @ParameterizedTest
    @CsvSource({"keywords, 1000", "modules, 950", "parameters, 950", "filters, 1000", "tests, 1000", "lookups, 1000"})
    void thereIsEnough(String of, int least) {
        Map<String, Integer> there = Compatibility.perThousand(Modules.load());
        assertTrue(there.getOrDefault(of, 0) >= least, of + ": " + there.get(of) + " of a thousand");
    }

    @Test
    void theDifferencesAreFew() {
        long differences = Compatibility.of(Modules.load()).lines()
                .dropWhile(line -> !line.equals("## Known differences")).skip(1).takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("- ")).count();
        assertTrue(differences > 0 && differences <= MOST_DIFFERENCES, "there are " + differences);
    }

    @Test
    void theNamesAreThoseThatAnsibleLists() throws IOException {
        assumeTrue(output("ansible-doc", "--version").contains("core " + ansible.version() + "."), "needs Ansible " + ansible.version());
        assertEquals(new TreeSet<>(ansible.keywords().keySet()), listed("keyword", ""));
        assertEquals(new TreeSet<>(ansible.modules().keySet()), new TreeSet<>(
                listed("module", "ansible.builtin.").stream().map(name -> name.replaceFirst("^_", "")).toList()));
        for (Kind kind : List.of(Kind.FILTER, Kind.TEST, Kind.LOOKUP)) {
            assertEquals(ansible.names().get(kind), listed(kind.name().toLowerCase(java.util.Locale.ROOT), "ansible.builtin."));
        }
        Node documented = YamlReader.parse(output("ansible-doc", "-j", "get_url", "apt", "user"), "ansible-doc");
        for (String module : List.of("get_url", "apt", "user")) {
            Map<String, List<String>> parameters = new TreeMap<>();
            Node.Dict options = dict(documented, module, "doc", "options");
            options.entries().forEach(each -> parameters.put(each.key().text(), aliases(each.value())));
            assertEquals(parameters, new TreeMap<>(ansible.modules().getOrDefault(module, Map.of())), module);
        }
    }

    private static Set<String> listed(String type, String prefix) throws IOException {
        Set<String> names = new TreeSet<>();
        ((Node.Dict) YamlReader.parse(output("ansible-doc", "-t", type, "-l", "-j"), "ansible-doc")).entries().stream()
                .map(each -> each.key().text()).filter(name -> name.startsWith(prefix))
                .forEach(name -> names.add(name.substring(prefix.length())));
        return names;
    }

    private static Node.Dict dict(Node node, String... path) {
        Node at = node;
        for (String key : path) {
            at = java.util.Objects.requireNonNull(((Node.Dict) at).get(key), key);
        }
        return (Node.Dict) at;
    }

    private static List<String> aliases(Node option) {
        return ((Node.Dict) option).get("aliases") instanceof Node.Items items
                ? items.items().stream().map(each -> ((Node.Scalar) each).text()).sorted().toList() : List.of();
    }

    private static String output(String... command) throws IOException {
        if (!Files.isExecutable(Path.of("/usr/bin", command[0]))) {
            return "";
        }
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var in = process.getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
