package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class PingModuleTest {
    @Test
    void pongs() {
        PingModule.Shells read = new PingModule.Shells();
        assertEquals(new PingModule.Result("hello"), Case.of("ping", "data", "hello").with(read, "pong").inSync());
        assertEquals("boom", Case.of("ping", "data", "crash").failure());
        assertEquals("pong", Sh.BUSYBOX.ask(read).get());
    }
}
