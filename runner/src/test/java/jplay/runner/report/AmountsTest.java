package jplay.runner.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AmountsTest {
    @Test
    void times() {
        assertEquals(List.of("0.4s", "42s", "3m 07s", "1h 05m"),
                Stream.of(412L, 42_000L, 187_000L, 3_900_000L).map(Duration::ofMillis).map(Amounts::time).toList());
    }

    @Test
    void sizes() {
        assertEquals(List.of("999 B", "1.0 kB", "1.0 MB", "4.2 MB", "12.3 GB"),
                LongStream.of(999, 1000, 999_990, 4_200_000, 12_345_678_901L).mapToObj(Amounts::bytes).toList());
    }
}
