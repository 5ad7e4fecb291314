package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import jplay.tasks.effect.Reboot;
import org.junit.jupiter.api.Test;

class RebootModuleTest {
    @Test
    void printsTheBootIdAndGoesDownLater() throws Exception {
        java.nio.file.Path done = java.nio.file.Files.createTempDirectory("jplay").resolve("done");
        Reboot reboot = new Reboot(
                "touch " + done, java.util.List.of("/sbin", "/bin"), "msg", Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(9), "echo id", "true");
        long start = System.nanoTime();
        assertEquals("id\n", Sh.DASH.run("wall() { :; }\n" + reboot.script()).out());
        while (!java.nio.file.Files.exists(done) && System.nanoTime() - start < 20_000_000_000L) {
            Thread.onSpinWait();
        }
        assertEquals(true, java.nio.file.Files.exists(done));
        assertEquals("sleep 3\necho id || exit\nPATH=/sbin:$PATH\njp_reboot '' hi",
                new Reboot("", java.util.List.of("/sbin"), "hi", Duration.ofSeconds(3), Duration.ZERO, Duration.ZERO, Duration.ZERO, "echo id", "x").script());
    }
}
