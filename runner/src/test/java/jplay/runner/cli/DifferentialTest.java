package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The same plays under Ansible and under jplay, each in a root of its own: both say and do the same. */
@Tag("root")
class DifferentialTest {
    @TempDir Path temporary;

    @TestFactory
    Stream<DynamicTest> agree() throws IOException {
        assumeTrue(System.getProperty("user.name").equals("root"), "needs root: a root of its own for each program");
        assumeTrue(Files.exists(Path.of("/usr/bin/ansible-playbook")), "needs ansible: install ansible-core");
        return Differential.topics().stream().map(topic -> dynamicTest(topic, () -> {
            Differential differential = new Differential(topic, Files.createDirectory(temporary.toRealPath().resolve(topic)));
            assertEquals(differential.ansible(), differential.jplay());
        }));
    }
}
