package jplay.runner.vars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jplay.runner.inventory.Inventories;
import jplay.runner.source.Problems;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsCacheTest {
    @TempDir
    Path directory;

    private final Problems problems = new Problems();

    private FactsCache cache(Instant now) {
        return new FactsCache(directory.resolve("facts"), Duration.ofHours(1), InstantSource.fixed(now), problems);
    }

    @Test
    void keptBetweenRuns() throws Exception {
        FactsCache first = cache(Instant.now());
        first.add("h", Map.of("ansible_kernel", "6.1", "n", Arrays.asList(1L, null, 1.5)));
        first.add("h", Map.of("x", "ü\n"));
        assertEquals(Map.of("ansible_kernel", "6.1", "n", Arrays.asList(1L, null, 1.5), "x", "ü\n"), cache(Instant.now()).get("h").raw());
        assertEquals(Facts.NONE, cache(Instant.now().plusSeconds(7200)).get("h"));
        Path file = directory.resolve("facts/h");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(1, Files.list(directory.resolve("facts")).count());
        first.clear("h");
        assertFalse(Files.exists(file));
        assertEquals(Facts.NONE, first.get("h"));
    }

    @Test
    void aDamagedFileIsAWarning() {
        Inventories.write(directory, "facts/h", "{\"a\": ");
        assertEquals(Facts.NONE, cache(Instant.now()).get("h"));
        assertEquals(List.of("the cached facts is damaged and is not used"), problems.warnings().stream().map(each -> each.message()).toList());
    }

    @Test
    void namesOfHostsStayInTheDirectory() {
        cache(Instant.now()).add("../x/y", Map.of("a", 1L));
        assertEquals(1L, cache(Instant.now()).get("../x/y").raw().get("a"));
        assertEquals(true, Files.exists(directory.resolve("facts/..%2Fx%2Fy")));
    }
}
