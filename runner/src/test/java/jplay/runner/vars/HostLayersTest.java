package jplay.runner.vars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.runner.inventory.Inventories;
import jplay.runner.inventory.LiveInventory;
import jplay.runner.source.Problems;
import jplay.runner.source.Value;
import jplay.runner.vault.VaultOpener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostLayersTest {
    @TempDir
    Path directory;

    private final LiveInventory live = new LiveInventory(Inventories.ini("""
            [web]
            h v=host_line
            h2
            [top:children]
            web
            [all:vars]
            v=all_line
            [top:vars]
            v=top_line
            [web:vars]
            v=web_line
            """));

    private HostLayers layers() {
        return new HostLayers(live, List.of(directory.resolve("inv")), directory.resolve("play"), new VarsFile(VaultOpener.none()));
    }

    private static Object get(HostLayers layers, String host, String name) {
        Value value = Vars.of(layers.of(host)).get(name);
        return value == null ? null : value.raw();
    }

    @Test
    void ansiblesOrderOfFiles() {
        List<String> strongestLast = List.of(
                "inv/group_vars/all.yml", "play/group_vars/all/x.yml", "inv/group_vars/top", "inv/group_vars/web.yml",
                "play/group_vars/top.yaml", "play/group_vars/web.json", "inv/host_vars/h.yml", "play/host_vars/h/a.yml",
                "play/host_vars/h/b.yml", "play/host_vars/h/sub/c.yml");
        List<Object> seen = new ArrayList<>(List.of(get(layers(), "h2", "v"), get(layers(), "h", "v")));
        for (String file : strongestLast) {
            Inventories.write(directory, file, "{v: \"" + file + "\"}");
            seen.add(get(layers(), file.contains("host_vars") ? "h" : "h2", "v"));
        }
        List<String> expected = new ArrayList<>(List.of("web_line", "host_line"));
        expected.addAll(strongestLast);
        assertEquals(expected, seen);
        assertEquals(strongestLast.size() - 2 + 4, Vars.of(layers().separate("h")).all("v").size());
    }

    @Test
    void theInventorysHostLineBeatsAllGroups() {
        Inventories.write(directory, "play/group_vars/web.yml", "v: play");
        assertEquals("host_line", get(layers(), "h", "v"));
        assertEquals("play", get(layers(), "h2", "v"));
    }

    @Test
    void hostsOfTheSameGroupsShareTheirVariables() {
        HostLayers layers = layers();
        assertSame(layers.of("h").get(0), layers.of("h2").get(0));
        assertSame(layers.of("h"), layers.of("h"));
    }

    @Test
    void implicitLocalhostHasTheVariablesOfAll() {
        Inventories.write(directory, "inv/host_vars/localhost.yml", "mine: 1");
        HostLayers layers = layers();
        assertEquals("all_line", get(layers, "localhost", "v"));
        assertEquals(1L, get(layers, "localhost", "mine"));
        assertEquals("local", get(layers, "localhost", "ansible_connection"));
    }

    @Test
    void anAddedHostIsSeen() {
        HostLayers layers = layers();
        assertNull(get(layers, "new", "x"));
        live.addHost("new", List.of("web"), Map.of("x", Value.of(1L, "add_host")));
        assertEquals(1L, get(layers, "new", "x"));
        assertEquals("web_line", get(layers, "new", "v"));
    }

    @Test
    void wrongFilesAreToldBeforeTheRun() {
        Inventories.write(directory, "inv/group_vars/all.yml", "- a\n");
        Inventories.write(directory, "inv/host_vars/h.yml", "a: b: c\n");
        Inventories.write(directory, "play/group_vars/web/main.yml", "a: 1\n");
        Inventories.write(directory, "play/group_vars/web.yml", "a: 2\n");
        Inventories.write(directory, "inv/group_vars/web.yml", "");
        Problems problems = new Problems();
        layers().check(List.of("h", "h2"), problems);
        String inv = directory + "/inv/";
        assertEquals(List.of(
                inv + "group_vars/all.yml:1:1 a file of variables must hold a dict, not a list",
                inv + "host_vars/h.yml:1:5 this is no YAML: mapping values are not allowed here"),
                problems.errors().stream().map(each -> each.span() + " " + each.message()).toList());
        assertEquals(List.of(directory + "/play/group_vars/web.yml this is not read, since there is " + directory + "/play/group_vars/web"),
                problems.warnings().stream().map(each -> each.span() + " " + each.message()).toList());
    }

    @Test
    void editorsLeftoversAreNotRead() {
        Inventories.write(directory, "inv/group_vars/web/a.yml", "a: 1");
        for (String ignored : List.of(".b.yml", "c.yml~", "d.txt", "e.yml.bak", "dir.d/f.yml")) {
            Inventories.write(directory, "inv/group_vars/web/" + ignored, "- no dict");
        }
        assertEquals(1L, get(layers(), "h", "a"));
    }
}
