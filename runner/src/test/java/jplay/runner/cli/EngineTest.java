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

/** Plays on local hosts, and the whole of what is shown. */
class EngineTest {
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
    Stream<DynamicTest> plays() throws IOException {
        return Fixture.all("plays").stream().map(fixture -> dynamicTest(String.valueOf(fixture.getFileName()), () -> {
            Path directory = Files.createDirectory(temporary.toRealPath().resolve(String.valueOf(fixture.getFileName())));
            Fixture play = around.fixture(fixture, directory);
            assertEquals(play.expected(), play.run());
        }));
    }
}
