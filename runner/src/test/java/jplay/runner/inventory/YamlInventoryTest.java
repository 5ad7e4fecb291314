package jplay.runner.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import jplay.runner.source.Problems;
import jplay.runner.source.YamlReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlInventoryTest {
    private static Inventory read(String text, Problems problems) {
        InventoryBuilder builder = new InventoryBuilder();
        InventorySource source = new InventorySource("/inv/hosts.yml", Path.of("/inv"));
        new YamlInventory(builder, source, problems).read(YamlReader.parse(text, "hosts.yml"), "hosts.yml");
        return builder.build();
    }

    @Test
    void nestedGroupsAndRanges() {
        Problems problems = new Problems();
        Inventory inventory = read("""
                all:
                  children:
                    app:
                      hosts:
                        app[1:2]:
                          role: x
                      children:
                        sub: {hosts: single}
                  vars: {top: 1}
                """, problems);
        assertEquals("", Inventories.messages(problems.errors()));
        assertEquals(List.of("app1", "app2", "single"), inventory.members("app"));
        assertEquals(List.of("app", "sub"), inventory.groupNames("single"));
        assertEquals("hosts.yml:6:17", inventory.host("app2").vars().get("role").origin());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', value = {
        "``!`hosts.yml: this inventory is empty | write 'all:' with 'hosts:' below it`",
        "`- a`!`hosts.yml:1:1: an inventory is a dict of groups | write 'all:' with 'hosts:' below it`",
        "`plugin: aws`!`hosts.yml:1:9: the inventory plugin 'aws' is not supported | an executable file that prints the inventory as JSON can take its place`",
        "`g:\n  hosts: [a, b]`!`hosts.yml:2:10: 'hosts' of group 'g' must be a dict | write each as 'name:', without a dash`",
        "`g:\n  vars: x`!`hosts.yml:2:9: 'vars' of group 'g' must be a dict | write 'name: value', without a dash`",
        "`g:\n  hosts:\n    h: x`!`hosts.yml:3:8: the variables of host 'h' must be a dict | write 'name: value' on lines of their own`",
        "`g:\n  hosts:\n    h[3:1]:`!`hosts.yml:3:5: the range [3:1] ends before it begins | write [1:20], [01:20], [a:f] or [1:20:2]`",
        "`a:\n  children:\n    b:\n      children:\n        a:`!`hosts.yml:3:5: group 'a' would hold itself: b → a → b | take one of these out of the other`",
    })
    void wrongFiles(String text, String message) {
        Problems problems = new Problems();
        read(text, problems);
        assertEquals(message, Inventories.messages(problems.errors()));
    }

    @Test
    void whatAnsibleSkipsIsAWarning() {
        Problems problems = new Problems();
        read("g:\n  host: {a: }\nk: 5\n", problems);
        assertEquals("""
                hosts.yml:2:3: 'host' is skipped: a group has hosts, vars and children | did you mean 'hosts'?
                hosts.yml:3:4: 'k' is skipped: a group is a dict | its keys are hosts, vars and children""",
                Inventories.messages(problems.warnings()));
    }
}
