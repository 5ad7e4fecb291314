package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.Map;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.RunCommand;
import org.jspecify.annotations.Nullable;

/** Runs text in the login's shell, and nothing else. */
@Module(
        name = "raw",
        summary = "Runs text in the target's shell with nothing around it.",
        example = """
                - name: Install what is missing
                  ansible.builtin.raw: test -x /usr/bin/curl || apt-get -y install curl
                """)
@AutoService(TaskModule.class)
public final class RawModule implements TaskModule<RawModule.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "The text.", freeForm = true, name = "free_form", required = true) String freeForm,
            @Param("The shell, as an absolute path.") @Nullable String executable) {}

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        FreeForm form = FreeForm.split(params.freeForm());
        String executable = form.option("executable", params.executable());
        return new Plan.Opaque(
                new RunCommand(
                        Running.shell(form.text(), executable),
                        null,
                        null,
                        "run " + form.text().lines().findFirst().orElse("nothing")),
                RawModule::judge,
                true,
                null,
                new Plan.Outcome(false, null, Map.of()));
    }

    private static Plan.Outcome judge(Output output) {
        String failed = output.exit() == 0 ? null : "non-zero return code";
        CommandResult result = new CommandResult(
                null,
                output.exit(),
                output.out(),
                output.err(),
                Running.lines(output.out()),
                Running.lines(output.err()),
                null,
                null,
                null,
                failed);
        return new Plan.Outcome(true, failed, result);
    }
}
