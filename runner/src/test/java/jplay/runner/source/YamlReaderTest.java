package jplay.runner.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlReaderTest {
    private static Object value(String yaml) {
        return YamlReader.parse(yaml, "t.yml").value();
    }

    private static Problem problem(String yaml) {
        return assertThrows(ProblemException.class, () -> YamlReader.parse(yaml, "t.yml")).problems().get(0);
    }

    @Test
    void scalarsKeepTheirText() {
        Node.Dict dict = (Node.Dict) YamlReader.parse("mode: 0644\ntime: 12:30:00\nname: yes\nquoted: \"0644\"\n", "t.yml");
        assertEquals("0644", ((Node.Scalar) dict.get("mode")).text());
        assertEquals(420L, dict.get("mode").value());
        assertEquals(45000L, dict.get("time").value());
        assertEquals(true, dict.get("name").value());
        assertEquals("0644", dict.get("quoted").value());
    }

    @Test
    void typesOfYaml11() {
        assertEquals(
                Arrays.asList(null, 1.5, 16L, "2020-01-01", "1e3", 1000L, "a"),
                value("[~, 1.5, 0x10, 2020-01-01, 1e3, 1_000, a]"));
    }

    @Test
    void aliasesAndMergeKeys() {
        assertEquals(
                Map.of("a", Map.of("x", 1L, "y", 2L), "b", Map.of("x", 1L, "y", 3L)),
                value("a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n"));
    }

    @Test
    void duplicateKeysAreRefused() {
        Problem problem = problem("a: 1\nb: 2\na: 3\n");
        assertEquals("'a' is given twice", problem.message());
        assertEquals("t.yml:3:1", problem.span().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "`a:\n\tb: 1\n`|a tab stands in the indentation; YAML takes spaces alone|t.yml:2:1",
        "`&a [*a]`|this alias contains itself|t.yml:1:1",
        "`{a: b}: c`|a dict's key must be a single value|t.yml:1:1",
    })
    void wrongInput(String yaml, String message, String place) {
        Problem problem = problem(yaml);
        assertEquals(message, problem.message());
        assertEquals(place, problem.span().toString());
    }

    @Test
    void aliasBombIsRefusedQuickly() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 30; i++) {
            bomb.append("a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(9, "*a" + (i - 1))) + "]\n");
        }
        assertEquals("yaml-size", problem(bomb.toString()).code());
    }

    @Test
    void printsTheLineAndACaret(@org.junit.jupiter.api.io.TempDir java.nio.file.Path dir) throws Exception {
        java.nio.file.Path file = dir.resolve("x.yml");
        java.nio.file.Files.writeString(file, "- hosts: all\n  taks: []\n");
        Node.Items items = (Node.Items) YamlReader.read(file);
        Node.Scalar key = ((Node.Dict) items.items().get(0)).entry("taks").key();
        String printed = ProblemPrinter.print(Problem.of("x", "no such keyword", key.span(), "did you mean 'tasks'?"), "ERROR!");
        assertTrue(printed.endsWith("x.yml:2:3: no such keyword\n  2 |   taks: []\n    |   ^^^^\n  help: did you mean 'tasks'?\n"), printed);
        assertEquals(List.of(), ((Node.Items) ((Node.Dict) items.items().get(0)).get("taks")).items());
    }
}
