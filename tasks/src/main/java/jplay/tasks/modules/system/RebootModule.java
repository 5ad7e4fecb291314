package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.time.Duration;
import java.util.List;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.Reboot;
import org.jspecify.annotations.Nullable;

/** Starts the host anew, and waits until it is back. */
@Module(
        name = "reboot",
        summary = "Starts the host anew and waits until it answers again.",
        example = """
                - name: Start the new kernel
                  ansible.builtin.reboot:
                    reboot_timeout: 300
                """)
@AutoService(TaskModule.class)
public final class RebootModule implements TaskModule<RebootModule.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "Seconds to wait before.", def = "0", aliases = "pre_reboot_delay_sec") int preRebootDelay,
            @Param(value = "Seconds to wait after the host is back.", def = "0", aliases = "post_reboot_delay_sec") int postRebootDelay,
            @Param(value = "Seconds that it may take.", def = "600", aliases = "reboot_timeout_sec") int rebootTimeout,
            @Param(value = "Seconds that one attempt to connect may take.", aliases = "connect_timeout_sec") @Nullable Integer connectTimeout,
            @Param(value = "What has to succeed before the host counts as back.", def = "whoami") String testCommand,
            @Param(value = "What users on the host are told.", def = "Reboot initiated by Ansible") String msg,
            @Param(value = "What prints something else after each start.", def = "cat /proc/sys/kernel/random/boot_id") String bootTimeCommand,
            @Param("What starts the host anew; systemctl reboot or reboot if not given.") @Nullable String rebootCommand,
            @Param(value = "Where to look for that before anywhere else.", def = "/sbin,/bin,/usr/sbin,/usr/bin,/usr/local/sbin") List<String> searchPaths) {}

    /** What is registered. */
    public record Result(@Param("Whether the host was started anew.") boolean rebooted) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        if (control.isLocal()) {
            return Plan.Failed.of("Running reboot with local connection would reboot the control node.");
        }
        Reboot reboot = new Reboot(
                params.rebootCommand() == null ? "" : params.rebootCommand(),
                params.searchPaths(),
                params.msg(),
                Duration.ofSeconds(params.preRebootDelay()),
                Duration.ofSeconds(params.postRebootDelay()),
                Duration.ofSeconds(params.connectTimeout() == null ? 0 : params.connectTimeout()),
                Duration.ofSeconds(params.rebootTimeout()),
                params.bootTimeCommand(),
                params.testCommand());
        return Plan.Change.of(List.of(reboot), Diff.NONE, new Result(true));
    }
}
