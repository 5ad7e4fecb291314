package jplay.runner.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import jplay.runner.inventory.HostPatterns.Order;
import jplay.runner.source.ProblemException;
import jplay.runner.source.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostPatternsTest {
    private static final Inventory INVENTORY = Inventories.ini("""
            lone
            [web]
            web[01:05]
            [db]
            db-[a:c]
            2001:db8::1
            [prod:children]
            web
            late
            [late]
            web03
            late1.example.com
            """);

    private static String select(String hosts, String limit, Problems problems) {
        List<String> limits = limit == null ? List.of() : HostPatterns.limit(limit);
        return String.join(" ", new HostPatterns(INVENTORY, null, problems).select(List.of(hosts), limits, Order.INVENTORY));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', value = {
        "all         !!  lone db-a db-b db-c 2001:db8::1 web01 web02 web03 web04 web05 late1.example.com",
        "db:late     !!  db-a db-b db-c 2001:db8::1 web03 late1.example.com",
        "`db,late,`  !!  db-a db-b db-c 2001:db8::1 web03 late1.example.com",
        "web:&late   !!  web03",
        "&late:web   !!  web03",
        "db-[ab]     !!  db-a db-b",
        "web[0]      !!  web01",
        "web[-1]     !!  web05",
        "web[1:2]    !!  web02 web03",
        "web[3:]     !!  web04 web05",
        "*.example.com !! late1.example.com",
        "~web0[12]   !!  web01 web02",
        "~.*ate1     !!  late1.example.com",
        "ungrouped   !!  lone",
        "localhost   !!  localhost",
        "2001:db8::1 !!  2001:db8::1",
        "`all`!`late`!`web03 late1.example.com`",
        "`all`!`db:late`!`db-a db-b db-c 2001:db8::1 web03 late1.example.com`",
    })
    void hosts(String hosts, String limit, String expected) {
        Problems problems = new Problems();
        assertEquals(expected, select(hosts, limit, problems));
        assertEquals(List.of(), problems.errors());
    }

    @Test
    void exclusions() {
        Problems problems = new Problems();
        assertEquals("web01 web02 web04 web05", select("web:!late", null, problems));
        assertEquals("web01 web04", select("web,!web[1:2],!web05", null, problems));
        assertEquals("lone web01 web02 web03 web04 web05 late1.example.com", select("!db", null, problems));
    }

    @Test
    void orders() {
        List<String> hosts = List.of("b", "a", "c");
        assertEquals(List.of("c", "a", "b"), HostPatterns.ordered(hosts, Order.REVERSE_INVENTORY));
        assertEquals(List.of("a", "b", "c"), HostPatterns.ordered(hosts, Order.SORTED));
        assertEquals(List.of("c", "b", "a"), HostPatterns.ordered(hosts, Order.REVERSE_SORTED));
        assertEquals(List.of("a", "b", "c"), HostPatterns.ordered(HostPatterns.ordered(hosts, Order.SHUFFLE), Order.SORTED));
    }

    @Test
    void aLimitFromAFile(@TempDir Path directory) {
        Path file = Inventories.write(directory, "site.retry", "web01\n\n db-a \n");
        assertEquals("db-a web01", select("all", "@" + file, new Problems()));
        ProblemException e = assertThrows(ProblemException.class, () -> HostPatterns.limit("@/nowhere/x"));
        assertEquals("there is no file /nowhere/x for --limit", e.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', value = {
        "wbe!`null: Could not match supplied host pattern, ignoring: wbe | did you mean 'web'?`!``",
        "web[9]!``!`null: 'web[9]' matches no host: 'web' has 5 hosts | the first is [0], the last [-1]`",
        "~(x!``!`null: '~(x' is no pattern: Unclosed group | after '~' comes a regular expression`",
    })
    void wrongPatterns(String pattern, String warnings, String errors) {
        Problems problems = new Problems();
        assertEquals("", select(pattern, null, problems));
        assertEquals(warnings, Inventories.messages(problems.warnings()));
        assertEquals(errors, Inventories.messages(problems.errors()));
    }
}
