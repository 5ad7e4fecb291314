package jplay.runner.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import jplay.runner.event.Redactor;
import org.junit.jupiter.api.Test;

class RedactorTest {

    @Test
    void theLongestSecretGoesFirstAndShortOnesStay() {
        Redactor redactor = new Redactor();
        List.of("pass", "password1", "abc", "   ").forEach(redactor::add);
        redactor.add(null);
        assertEquals("******** ******** abc", redactor.redact("password1 pass abc"));
    }

    @Test
    void valuesAreCleanedAllTheWayDown() {
        Redactor redactor = new Redactor();
        redactor.add("12345");
        assertEquals(
                Map.of("********", List.of("x********", 7L, "********")),
                redactor.redactValue(Map.of("12345", List.of("x12345", 7L, 12345L))));
    }
}
