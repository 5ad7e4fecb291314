package jplay.runner.execute;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jplay.runner.event.TaskResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class VerdictsTest {
    private static Map<String, @Nullable Object> said() {
        return new LinkedHashMap<>(Map.of("changed", false, "item", "a-secret", "msg", "a-secret", "attempts", 2L));
    }

    static Stream<TaskResult> results() {
        return Stream.of(
                new TaskResult.Ok(said(), List.of()), new TaskResult.Changed(said(), List.of()),
                new TaskResult.Failed(said(), "a-secret", false, List.of()), new TaskResult.Skipped(said(), "a condition"),
                new TaskResult.Maybe(said(), "a condition"), new TaskResult.Unreachable(said(), "no route", false));
    }

    @ParameterizedTest
    @MethodSource("results")
    void censoredTellsNothingButHowOftenItWasTried(TaskResult result) {
        TaskResult censored = Verdicts.censored(result);
        assertEquals(result.getClass(), censored.getClass());
        assertFalse(censored.toString().contains("a-secret"), censored.toString());
        assertEquals(2L, censored.values().get("attempts"));
    }
}
