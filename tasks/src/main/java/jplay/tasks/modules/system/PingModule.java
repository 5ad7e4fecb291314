package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;

/** Says pong. */
@Module(
        name = "ping",
        changes = false,
        summary = "Connects, runs a shell, and says pong.",
        example = """
                - name: See whether the host answers
                  ansible.builtin.ping:
                """)
@AutoService(TaskModule.class)
public final class PingModule implements TaskModule<PingModule.Params> {

    /** Parameters. */
    public record Params(@Param(value = "What to answer; crash fails.", def = "pong") String data) {}

    /** What is registered. */
    public record Result(@Param("The answer.") String ping) {}

    /** Whether a shell runs there. */
    record Shells() implements Read<String> {
        @Override
        public String script() {
            return "echo pong";
        }

        @Override
        public Answer<String> parse(Output output) {
            return output.out().startsWith("pong") ? Answer.known("pong") : Answer.unknown("no shell answers: " + output.err().strip());
        }
    }

    @Override
    public Reads reads(Params params) {
        return Reads.of(new Shells());
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        if (params.data().equals("crash")) {
            return new Plan.Failed("boom", java.util.Map.of("module_stdout", "", "module_stderr", "Exception: boom\n", "rc", 1));
        }
        state.get(new Shells()).get();
        return new Plan.InSync(new Result(params.data()));
    }
}
