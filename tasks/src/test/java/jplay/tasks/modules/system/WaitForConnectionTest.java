package jplay.tasks.modules.system;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import jplay.tasks.contract.Plan;
import jplay.tasks.effect.AwaitHost;
import org.junit.jupiter.api.Test;

class WaitForConnectionTest {
    @Test
    void waitsAsTold() {
        Plan.Opaque plan = (Plan.Opaque) Case.of("wait_for_connection", "connect_timeout", 1, "delay", 2, "sleep", 3, "timeout", 4).plan();
        assertEquals(new AwaitHost(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(4)), plan.run());
    }
}
