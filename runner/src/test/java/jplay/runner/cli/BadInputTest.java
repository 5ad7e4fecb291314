package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every wrong input with its exact message and exit code; the hosts hear nothing of it. */
class BadInputTest {
    private static Around around;
    @TempDir Path temporary;

    @BeforeAll
    static void begin() throws IOException {
        around = new Around();
    }

    @AfterAll
    static void end() throws IOException {
        around.close();
    }

    @TestFactory
    Stream<DynamicTest> badInput() throws IOException {
        return Fixture.all("bad").stream().map(fixture -> dynamicTest(String.valueOf(fixture.getFileName()), () -> {
            Path directory = Files.createDirectory(temporary.toRealPath().resolve(String.valueOf(fixture.getFileName())));
            Fixture bad = around.fixture(fixture, directory);
            assertEquals(bad.expected(), bad.run());
            assertEquals(0, around.connections(), "a host was connected to");
        }));
    }
}
