package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.Exec;
import org.jspecify.annotations.Nullable;

/** Runs text in a shell. */
@Module(
        name = "shell",
        summary = "Runs text in /bin/sh, or in another shell.",
        example = """
                - name: Run the script and keep what it says
                  ansible.builtin.shell: somescript.sh >> somelog.txt
                  args:
                    chdir: somedir/
                    creates: somelog.txt
                """)
@AutoService(TaskModule.class)
public final class ShellModule implements TaskModule<ShellModule.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "The text, with options like creates=/x in it.", freeForm = true, name = "free_form")
                    @Nullable String freeForm,
            @Param("The text.") @Nullable String cmd,
            @Param("The directory to run it in.") @Nullable String chdir,
            @Param("A path or glob; where it exists, the text is not run.") @Nullable String creates,
            @Param("A path or glob; where it does not exist, the text is not run.") @Nullable String removes,
            @Param("The shell, as an absolute path.") @Nullable String executable,
            @Param("Text for its standard input.") @Nullable String stdin,
            @Param(value = "Whether a newline follows stdin.", def = "true") boolean stdinAddNewline,
            @Param(value = "Whether newlines at the end of stdout and stderr are dropped.", def = "true") boolean stripEmptyEnds) {}

    @Override
    public Reads reads(Params params) {
        return running(params, form(params)).reads();
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        FreeForm form = form(params);
        if (form.text().isBlank()) {
            return new Plan.Failed("no command given", CommandResult.none());
        }
        Running running = running(params, form);
        String stdin = form.option("stdin", params.stdin());
        boolean newline = form.option("stdin_add_newline", params.stdinAddNewline());
        return running.plan(
                state,
                new Exec(
                        Running.shell(form.text(), form.option("executable", params.executable())),
                        running.chdir(),
                        stdin == null ? null : stdin + (newline ? "\n" : ""),
                        null,
                        "run " + form.text().lines().findFirst().orElse("")));
    }

    private static Running running(Params params, FreeForm form) {
        return new Running(
                form.text(),
                form.option("chdir", params.chdir()),
                form.option("creates", params.creates()),
                form.option("removes", params.removes()),
                form.option("strip_empty_ends", params.stripEmptyEnds()));
    }

    private static FreeForm form(Params params) {
        FreeForm form = FreeForm.split(params.freeForm() == null ? "" : params.freeForm());
        return form.text().isBlank() && params.cmd() != null ? new FreeForm(params.cmd(), form.options()) : form;
    }
}
