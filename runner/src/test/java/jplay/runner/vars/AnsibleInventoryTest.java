package jplay.runner.vars;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import jplay.runner.inventory.Inventory;
import jplay.runner.inventory.InventoryLoader;
import jplay.runner.inventory.LiveInventory;
import jplay.runner.source.ProblemException;
import jplay.runner.source.Problems;
import jplay.runner.vault.VaultOpener;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ansible-inventory} printed for these files (2.14), jplay prints too. */
class AnsibleInventoryTest {
    private static final Path FILES = Path.of("src/test/resources/jplay/runner/inventory");

    private static InventoryPrinter printer(Path source) {
        Problems problems = new Problems();
        List<String> sources = List.of(source.toString());
        Inventory inventory = InventoryLoader.load(sources, problems);
        problems.throwIfAny();
        HostLayers layers = new HostLayers(
                new LiveInventory(inventory), InventoryLoader.directories(sources), null, new VarsFile(VaultOpener.none()));
        return new InventoryPrinter(inventory, layers, Map.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ini/hosts.ini", "yaml/hosts.yml", "nested/hosts"})
    void listExportAndGraph(String name) throws Exception {
        Path file = FILES.resolve(name);
        InventoryPrinter printer = printer(file);
        assertEquals(Files.readString(file.resolveSibling("list.json")), printer.list(false) + "\n");
        assertEquals(Files.readString(file.resolveSibling("export.json")), printer.list(true) + "\n");
        assertEquals(Files.readString(file.resolveSibling("graph.txt")), printer.graph("all", false) + "\n");
        assertEquals(Files.readString(file.resolveSibling("graph-vars.txt")), printer.graph("all", true) + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yaml/hosts.yml", "nested/hosts"})
    void yaml(String name) throws Exception {
        Path file = FILES.resolve(name);
        assertEquals(Files.readString(file.resolveSibling("list.yaml")), printer(file).yaml(false));
        assertEquals(Files.readString(file.resolveSibling("export.yaml")), printer(file).yaml(true));
    }

    @Test
    void oneHost() {
        InventoryPrinter printer = printer(FILES.resolve("nested/hosts"));
        assertEquals("{\n    \"v\": \"d\"\n}", printer.host("h1", false));
        assertEquals("v: d\n", printer.hostYaml("h1", false));
        assertEquals("there is no host 'h3' in the inventory",
                Assertions.assertThrows(ProblemException.class, () -> printer.host("h3", false)).getMessage());
        assertEquals("there is no group 'g' in the inventory",
                Assertions.assertThrows(ProblemException.class, () -> printer.graph("g", false)).getMessage());
    }
}
