package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.time.Duration;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.AwaitHost;

/** Waits for a host. */
@Module(
        name = "wait_for_connection",
        changes = false,
        summary = "Waits until the host can be connected to.",
        example = """
                - name: Wait for the new machine
                  ansible.builtin.wait_for_connection:
                    timeout: 300
                """)
@AutoService(TaskModule.class)
public final class WaitForConnection implements TaskModule<WaitForConnection.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "Seconds that one attempt's command may take; for connecting, the connection's own timeout holds.", def = "5") int connectTimeout,
            @Param(value = "Seconds to wait before the first attempt.", def = "0") int delay,
            @Param(value = "Seconds to wait between attempts.", def = "1") int sleep,
            @Param(value = "Seconds that it may take.", def = "600") int timeout) {}

    /** What is registered. */
    public record Result(@Param("Seconds that it took.") long elapsed) {}

    @Override
    public Plan plan(Params p, HostState state, Control control) {
        AwaitHost wait = new AwaitHost(
                Duration.ofSeconds(p.connectTimeout()), Duration.ofSeconds(p.delay()), Duration.ofSeconds(p.sleep()), Duration.ofSeconds(p.timeout()));
        return new Plan.Opaque(
                wait,
                output -> new Plan.Outcome(false, output.exit() == 0 ? null : output.err(), new Result(Long.parseLong(output.out()))),
                false);
    }
}
