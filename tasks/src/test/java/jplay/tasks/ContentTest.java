package jplay.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jplay.tasks.contract.Content;
import org.junit.jupiter.api.Test;

class ContentTest {
    @Test
    void digestOfText() {
        assertEquals("11f6ad8ec52a2984abaafd7c3b516503785c2072", Content.of("x").digest("SHA-1"));
    }
}
