package jplay.runner.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingTest {
    @Test
    void doesWhatItIsThereFor() throws IOException {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        PrintStream to = new PrintStream(said, true, StandardCharsets.UTF_8);
        Path home = Path.of("..").toAbsolutePath().normalize();
        boolean sshd = Files.isExecutable(Path.of("/usr/sbin/sshd"));
        if (sshd && System.getProperty("user.name").equals("root")) {
            // Where it was never started, this is missing.
            Files.createDirectories(Path.of("/run/sshd"));
        }
        Map<List<String>, Integer> exits = Training.runAll(home, new Terminal(to, to, false, 80, Map.of()));
        exits.forEach((line, exit) -> {
            int expected = line.contains("--no-such-option") ? Exit.BAD_OPTIONS : line.contains("ansible_port=1") ? 4 : Exit.OK;
            assertEquals(expected, exit, line + "\n" + said.toString(StandardCharsets.UTF_8));
        });
        assertEquals(sshd, exits.keySet().stream().anyMatch(line -> line.toString().contains("\"ssh\"")));
        assertTrue(said.toString(StandardCharsets.UTF_8).contains("Restart"), "handlers ran");
    }
}
