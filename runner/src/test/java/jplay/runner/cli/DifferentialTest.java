package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same plays under Ansible and under jplay, each in a root of its own: both say and do the same. */
@Tag("root")
class DifferentialTest {
    private static final int PLAYS = 250;
    private final ExecutorService workers = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    @TempDir Path temporary;

    @Test
    void hasEnoughPlays() throws IOException {
        long plays = 0;
        for (String topic : Differential.topics()) {
            plays += Differential.plays(topic);
        }
        assertTrue(plays >= PLAYS, plays + " plays, fewer than " + PLAYS);
    }

    @TestFactory
    Stream<DynamicTest> agree() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "needs root: a root of its own for each program");
        assumeTrue(Files.exists(Path.of("/usr/bin/ansible-playbook")), "needs ansible: install Debian's ansible");
        List<DynamicTest> tests = Differential.topics().stream().map(this::start).toList();
        return tests.stream();
    }

    /** All topics start here, as many at a time as there are processors; a test waits for its own. */
    private DynamicTest start(String topic) {
        Future<List<String>> both = workers.submit(() -> {
            Differential differential = new Differential(topic, Files.createDirectory(temporary.toRealPath().resolve(topic)));
            return List.of(differential.ansible(), differential.jplay());
        });
        return dynamicTest(topic, () -> assertEquals(both.get().getFirst(), both.get().getLast()));
    }

    @AfterEach
    void stop() {
        workers.shutdownNow();
    }
}
