package jplay.tasks.modules.control;

import com.google.auto.service.AutoService;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;

/** Fails. */
@Module(
        name = "fail",
        changes = false,
        summary = "Fails with a message; mostly under a condition.",
        controlOnly = true,
        example = """
                - name: Refuse small machines
                  fail:
                    msg: At least 2 GB of memory are needed
                  when: ansible_memtotal_mb < 2000
                """)
@AutoService(TaskModule.class)
public final class Fail implements TaskModule<Fail.Params> {

    /** The parameters. */
    public record Params(
            @Param(value = "Why it fails; any value.", def = "Failed as requested from task") Object msg) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        return new Plan.Failed(String.valueOf(params.msg), Map.of("msg", params.msg));
    }
}
