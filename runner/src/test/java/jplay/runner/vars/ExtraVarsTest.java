package jplay.runner.vars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.runner.inventory.Inventories;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.YamlReader;
import jplay.runner.vault.VaultOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExtraVarsTest {
    @TempDir
    Path directory;

    private final VarsFile files = new VarsFile(VaultOpener.none());

    private static Map<String, Object> raw(Layer layer) {
        Map<String, Object> raw = new LinkedHashMap<>();
        layer.values().forEach((name, value) -> raw.put(name, value.raw()));
        return raw;
    }

    @Test
    void allForms() {
        Path file = Inventories.write(directory, "x.yml", "f: 1\nk: file\n");
        Layer layer = ExtraVars.parse(
                List.of("k=v n=5 s='a b' q=\"it's \\\"x\\\"\" t={{ a + 1 }} e=", "{\"k\": [1, true]}", "@" + file, "{y: 1}"), files);
        assertEquals(Map.of("k", "file", "n", "5", "s", "a b", "q", "it's \"x\"", "t", "{{ a + 1 }}", "e", "", "f", 1L, "y", 1L), raw(layer));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', value = {
        "a=1 b!a word of -e is not of the form key=value!`quote values with spaces: -e 'key=\"a b\"'; a file is -e @FILE`",
        "a=\"1!a quote in -e is not closed!`quote as in -e 'key=\"a b\"'`",
        "[1]!-e takes a dict of variables, not a list!`write -e '{\"name\": value}'`",
        "./x.yml!-e takes no bare file name!write -e @./x.yml",
        "@/nowhere/x.yml!there is no file /nowhere/x.yml!``",
    })
    void wrongForms(String text, String message, String help) {
        Problem problem = assertThrows(ProblemException.class, () -> ExtraVars.parse(List.of(text), files)).problems().get(0);
        assertEquals(message, problem.message());
        assertEquals(help.isEmpty() ? null : help, problem.help());
    }

    @Test
    void varsFilesTakeTheFirstThatIsThere() {
        Inventories.write(directory, "vars/b.yml", "v: vars_b\n");
        Inventories.write(directory, "c.yml", "v: c\nw: 1\n");
        VarsFiles reader = new VarsFiles(files, directory);
        Node node = YamlReader.parse("[[a.yml, b.yml, c.yml], '{{ undefined }}', c.yml]", "p.yml");
        assertEquals(Map.of("v", "c", "w", 1L), raw(reader.read(node, each -> each.text().contains("{{") ? null : each.text())));
        Problem problem = assertThrows(ProblemException.class,
                () -> reader.read(YamlReader.parse("- [x.yml, y.yml]", "p.yml"), Node.Scalar::text)).problems().get(0);
        assertEquals("p.yml:1:3: this file of variables is not there", problem.span() + ": " + problem.message());
        assertEquals("looked for D/vars/x.yml, D/x.yml, D/vars/y.yml, D/y.yml", problem.help().replace(directory.toString(), "D"));
    }
}
