package jplay.runner.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import jplay.runner.source.Value;
import org.junit.jupiter.api.Test;

class LiveInventoryTest {
    private final LiveInventory live = new LiveInventory(Inventories.ini("[web]\nweb1\n"));

    @Test
    void addedHostsAreInANewSnapshot() {
        Inventory before = live.current();
        assertTrue(live.addHost("new", List.of("web", "fresh"), Map.of("x", Value.of(1L, "add_host"))));
        assertFalse(before.hasHost("new"));
        assertEquals(List.of("fresh", "web"), live.current().groupNames("new"));
        assertEquals(1L, live.current().host("new").vars().get("x").raw());
        assertFalse(live.addHost("new", List.of("web"), Map.of("x", Value.of(1L, "again"))));
        assertTrue(live.addHost("new", List.of(), Map.of("x", Value.of(2L, "again"))));
    }

    @Test
    void groupBy() {
        assertTrue(live.addToGroup("web1", "os_debian", List.of("os")));
        assertFalse(live.addToGroup("web1", "os_debian", List.of("os")));
        assertEquals(List.of("os", "os_debian", "web"), live.current().groupNames("web1"));
        assertEquals("group 'os' cannot be put below 'os_debian': os → os_debian → os",
                assertThrows(IllegalArgumentException.class, () -> live.addToGroup("web1", "os", List.of("os_debian"))).getMessage());
    }

    @Test
    void manyThreadsLoseNothing() {
        IntStream.range(0, 200).parallel().forEach(i -> live.addHost("n" + i, List.of("g" + i % 5), Map.of()));
        assertEquals(201, live.current().hosts().size());
        assertEquals(40, live.current().members("g3").size());
    }
}
