package jplay.runner.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import jplay.runner.source.Problems;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryLoaderTest {
    @TempDir
    Path directory;

    private final Problems problems = new Problems();

    @BeforeEach
    void files() {
        Inventories.write(directory, "1hosts", "[web]\nweb1 x=1\n");
        Inventories.write(directory, "2.yml", "db: {hosts: {db1: {x: 2}}}");
        for (String ignored : List.of(".hidden", "a.ini", "b~", "c.bak", "d.md", "group_vars/web.yml", "e.retry")) {
            Inventories.write(directory, ignored, "[bad\n");
        }
    }

    private Inventory load(Object... sources) {
        return InventoryLoader.load(List.of(sources).stream().map(Object::toString).toList(), problems);
    }

    private Path program(String name, String text) throws Exception {
        Path file = Inventories.write(directory, name, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private String errors() {
        return Inventories.messages(problems.errors()).replace(directory.toString(), "DIR");
    }

    @Test
    void aDirectoryInTheOrderOfNames() {
        Inventory inventory = load(directory);
        assertEquals("", errors());
        assertEquals(List.of("web1", "db1"), inventory.members("all"));
        assertEquals(directory.resolve("2.yml").toString(), inventory.host("db1").source().file());
        assertEquals(List.of(directory), InventoryLoader.directories(List.of(directory.toString(), directory + "/2.yml", "a,b")));
    }

    @Test
    void severalSourcesAreOne() {
        Inventory inventory = load(directory.resolve("2.yml"), "web9, db1:23,[2001:db8::1]:24", directory.resolve("1hosts"));
        assertEquals("", errors());
        assertEquals(List.of("web9", "2001:db8::1", "db1", "web1"), inventory.members("all"));
        assertEquals(23L, inventory.host("db1").vars().get("ansible_port").raw());
        assertEquals(2L, inventory.host("db1").vars().get("x").raw());
    }

    @Test
    void aProgramWithMeta() throws Exception {
        Path script = program("inv.sh", """
                #!/bin/sh
                test "$1" = --list || exit 9
                echo '{"g": {"hosts": ["s1", "s2"], "vars": {"a": 1.5}, "children": ["k"]}, "k": ["s3"], "direct": {"v": true},'
                echo ' "_meta": {"hostvars": {"s1": {"x": [1]}}}}'
                """);
        Inventory inventory = load(script);
        assertEquals("", errors());
        assertEquals(List.of("s1", "s2", "s3"), inventory.members("g"));
        assertEquals(List.of(1L), inventory.host("s1").vars().get("x").raw());
        assertEquals("DIR/inv.sh --list:2:37", inventory.host("s1").vars().get("x").origin().replace(directory.toString(), "DIR"));
        assertEquals(List.of("direct"), inventory.members("direct"));
    }

    @Test
    void aProgramWithoutMetaIsAskedForEachHost() throws Exception {
        Path script = program("inv.sh", """
                #!/bin/sh
                if [ "$1" = --list ]; then echo '{"g": ["s1"]}'; else echo "{\\"name\\": \\"$2\\"}"; fi
                """);
        assertEquals("s1", load(script).host("s1").vars().get("name").raw());
        assertEquals("", errors());
    }

    @Test
    void programsThatFail() throws Exception {
        load(program("fails.sh", "#!/bin/sh\necho first >&2; echo 'no cloud' >&2; exit 3\n"),
                program("text.sh", "#!/bin/sh\necho '{\"a\": }'\n"),
                program("list.sh", "#!/bin/sh\necho '[1]'\n"),
                program("group.sh", "#!/bin/sh\necho '{\"g\": {\"hosts\": 5}, \"_meta\": {\"hostvars\": {}}}'\n"),
                Inventories.write(directory, "mode.sh", "#!/bin/sh\n"));
        assertEquals("""
                DIR/fails.sh: 'DIR/fails.sh --list' ended with exit status 3: no cloud
                DIR/text.sh --list:1:7: this is no JSON: Unexpected character ('}' (code 125)): expected a value
                DIR/list.sh: what this program prints for --list is no dict
                DIR/group.sh --list:1:17: 'hosts' of group 'g' must be a list
                DIR/mode.sh: 'DIR/mode.sh --list' cannot be run: Cannot run program "DIR/mode.sh": error=13, Permission denied | chmod +x DIR/mode.sh""",
                errors().replaceAll("Exec failed, error: 13 \\(Permission denied\\) ?", "error=13, Permission denied"));
    }

    @Test
    void sourcesThatAreNotThere() {
        load(directory.resolve("nope"), "a[2:1],");
        assertEquals("""
                null: there is no inventory DIR/nope | a single host is written with a comma: -i DIR/nope,
                null: -i a[2:1],: the range [2:1] ends before it begins | write [1:20], [01:20], [a:f] or [1:20:2]""", errors());
    }

    @Test
    void aFileWithoutEndingMayBeYaml() {
        Path file = Inventories.write(directory, "hosts", "# comment\nall:\n  hosts:\n    y1:\n");
        assertEquals(List.of("y1"), load(file).members("all"));
        assertEquals("", errors());
    }

    @Test
    void tenThousandHosts() {
        StringBuilder text = new StringBuilder("[web]\n");
        for (int i = 0; i < 8000; i++) {
            text.append("web").append(i).append(".example.com ansible_host=10.0.0.1 port=").append(i).append(" labels=\"['a', 'b']\"\n");
        }
        text.append("[db]\ndb[0001:2000] ansible_user=ops\n[prod:children]\nweb\ndb\n");
        Inventory inventory = load(Inventories.write(directory, "big", text.toString()));
        assertEquals(10_000, inventory.members("prod").size());
        assertEquals(List.of("prod", "web"), inventory.groupNames("web7999.example.com"));
    }
}
