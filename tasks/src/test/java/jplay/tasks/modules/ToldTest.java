package jplay.tasks.modules;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What modules make of their parameters: in {@code told}, a line with the module and these, and below it what comes of them. */
class ToldTest {
    @TempDir
    Path dir;

    static List<Arguments> cases() throws IOException {
        List<Arguments> cases = new ArrayList<>();
        try (InputStream in = Objects.requireNonNull(ToldTest.class.getResourceAsStream("/jplay/tasks/told"))) {
            List<String> lines = new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
            for (int i = 0; i + 1 < lines.size(); i += 2) {
                String[] task = lines.get(i).split(": ", 2);
                cases.add(Arguments.of(task[0], task[1], lines.get(i + 1).strip()));
            }
        }
        return cases;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyParameterDoesSomething(String module, String arguments, String told) throws IOException {
        assertEquals(told, Told.of(module, arguments, dir.toRealPath()));
    }
}
