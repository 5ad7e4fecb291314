package jplay.runner.execute;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import jplay.runner.connection.Connection;
import jplay.runner.connection.LocalConnector;
import jplay.runner.connection.Target;
import jplay.tasks.contract.ShellLibrary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnsyncedTest {
    @TempDir Path temporary;

    @Test
    void asksForAllThatIsStillThereAtOnce() throws IOException {
        Path log = temporary.resolve("log");
        Path one = Files.writeString(temporary.resolve("it's one"), "1");
        Path two = Files.writeString(temporary.resolve("two"), "2");
        Unsynced unsynced = new Unsynced();
        unsynced.add(null, List.of(one.toString(), temporary.resolve("gone").toString()));
        unsynced.add(null, List.of(two.toString(), one.toString()));
        String sync = "sync() { printf '%s|' \"$@\" >>'" + log + "'; }\n";
        try (Connection connection = new LocalConnector(ShellLibrary.text() + sync).open(Target.local("h"))) {
            unsynced.end(connection);
        }
        assertEquals("--|" + one + "|" + two + "|", Files.readString(log));
        assertTrue(unsynced.isEmpty());
    }

    @Test
    void keepsManyOnTheWay() {
        Unsynced unsynced = new Unsynced();
        unsynced.add(null, IntStream.range(0, 199).mapToObj(n -> "/f" + n).toList());
        assertEquals(Optional.empty(), unsynced.due(null));
        unsynced.add(null, List.of("/last"));
        assertEquals(200, unsynced.due(null).orElseThrow().split(" ").length - 1);
        assertTrue(unsynced.isEmpty());
    }
}
