package jplay.runner.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import jplay.runner.json.Json;
import jplay.runner.source.Node;
import jplay.runner.source.YamlReader;
import jplay.tasks.Modules;
import org.junit.jupiter.api.Test;

/** What is committed under docs/ is what the code says. */
class GeneratedDocsTest {
    private static final Path DOCS = Path.of("../docs");
    private static final String MEND = "out of date; run: ./jplay doc --markdown docs/modules && ./jplay doc --schema >docs/playbook.schema.json";
    private final Modules modules = Modules.load();

    @Test
    void theModulesPages() throws IOException {
        Map<String, String> committed = new TreeMap<>();
        Path pages = Files.createDirectories(DOCS.resolve("modules"));
        try (Stream<Path> files = Files.list(pages)) {
            for (Path file : files.toList()) {
                committed.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        Map<String, String> made = ModulePages.of(modules.all());
        assertEquals(made.keySet(), committed.keySet(), "docs/modules is " + MEND);
        made.forEach((name, text) -> assertEquals(text, committed.get(name), "docs/modules/" + name + " is " + MEND));
    }

    @Test
    void theSchema() throws IOException {
        Path file = DOCS.resolve("playbook.schema.json");
        assertEquals(Json.pretty(PlaybookSchema.of(modules)), Files.exists(file) ? Files.readString(file) : "",
                "docs/playbook.schema.json is " + MEND);
    }

    @Test
    void theComparisonWithAnsible() throws IOException {
        Path file = DOCS.resolve("compatibility.md");
        assertEquals(Compatibility.of(modules), Files.exists(file) ? Files.readString(file) : "",
                "docs/compatibility.md is out of date; run: ./jplay doc --compatibility docs/compatibility.md");
    }

    @Test
    void everyReferenceOfTheSchemaLeadsSomewhere() {
        Map<String, Object> schema = PlaybookSchema.of(modules);
        Map<?, ?> definitions = (Map<?, ?>) schema.get("definitions");
        Json.compact(schema).lines().flatMap(text -> java.util.regex.Pattern.compile("#/definitions/([^\"]+)").matcher(text).results())
                .forEach(found -> assertTrue(definitions.containsKey(found.group(1)), found.group(1)));
    }

    @Test
    void examplesAreTasksThatCallTheirModule() {
        for (Modules.Entry entry : modules.all()) {
            String example = entry.doc().example();
            assertTrue(example.isBlank() || calls(YamlReader.parse(example, entry.doc().name()), entry), entry.doc().name() + ": " + example);
        }
    }

    private boolean calls(Node node, Modules.Entry entry) {
        return switch (node) {
            case Node.Items items -> items.items().stream().anyMatch(item -> calls(item, entry));
            case Node.Dict dict -> dict.entries().stream().anyMatch(e -> {
                Modules.Entry called = modules.find(e.key().text());
                return called != null && called.fullName().equals(entry.fullName());
            });
            case Node.Scalar scalar -> false;
        };
    }
}
