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

    @Test
    void base64OfASecretIsOne() {
        Redactor redactor = new Redactor();
        redactor.add("correct-horse");
        String key = "-----BEGIN PRIVATE KEY-----\nMC4CAQAw\n-----END PRIVATE KEY-----\n";
        assertEquals(
                "a: ******** b: ******** /usr/local/share/doc/of/things",
                redactor.redact("a: " + base64("x: correct-horse") + " b: " + base64(key) + " /usr/local/share/doc/of/things"));
    }

    private static String base64(String text) {
        return java.util.Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    /** An old password is another that nobody has told of. */
    @Test
    void whatStoodInThePlaceOfASecretWasOne() {
        Redactor redactor = new Redactor();
        redactor.add("new-secret");
        assertEquals(
                "user: me\ntoken: ********\nport: 1\n",
                redactor.redactBefore("user: me\ntoken: old-secret\nport: 1\n", "user: you\ntoken: new-secret\nport: 2\n"));
        assertEquals("user: me\n", redactor.redactBefore("user: me\n", "user: you\n"));
    }

    @Test
    void aKeyIsOneInLinesToo() {
        assertEquals(
                List.of("a", "-----BEGIN PRIVATE KEY-----********", "********", "-----END PRIVATE KEY-----"),
                new Redactor().redactValue(List.of("a", "-----BEGIN PRIVATE KEY-----", "MC4CAQAwBQYDK2VwBCIEIA", "-----END PRIVATE KEY-----")));
    }
}
