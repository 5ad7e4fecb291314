package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.util.List;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.Exec;
import org.jspecify.annotations.Nullable;

/** Runs a program without a shell between. */
@Module(
        name = "command",
        summary = "Runs a program with its arguments, without a shell: no pipes, redirections or globs.",
        example = """
                - name: Make the database
                  ansible.builtin.command: /usr/bin/make_database.sh db_user db_name
                  args:
                    creates: /path/to/database
                """)
@AutoService(TaskModule.class)
public final class CommandModule implements TaskModule<CommandModule.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "The command as text, with options like creates=/x in it.", freeForm = true, name = "free_form")
                    @Nullable String freeForm,
            @Param("The command as text, split into words by a shell's quoting rules.") @Nullable String cmd,
            @Param("The command as a list of words.") List<String> argv,
            @Param("The directory to run it in.") @Nullable String chdir,
            @Param("A path or glob; where it exists, the command is not run.") @Nullable String creates,
            @Param("A path or glob; where it does not exist, the command is not run.") @Nullable String removes,
            @Param("Text for its standard input.") @Nullable String stdin,
            @Param(value = "Whether a newline follows stdin.", def = "true") boolean stdinAddNewline,
            @Param(value = "Whether newlines at the end of stdout and stderr are dropped.", def = "true") boolean stripEmptyEnds,
            @Param(value = "Whether $VARIABLES and ~ in the words are replaced, on the target.", def = "true")
                    boolean expandArgumentVars) {}

    @Override
    public Reads reads(Params params) {
        return running(params, FreeForm.split(text(params))).reads();
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        FreeForm form = FreeForm.split(text(params));
        Running running = running(params, form);
        List<String> words = words(params, form);
        if (words.isEmpty()) {
            return new Plan.Failed("no command given", CommandResult.none());
        }
        String stdin = form.option("stdin", params.stdin());
        boolean newline = form.option("stdin_add_newline", params.stdinAddNewline());
        return running.plan(
                state,
                new Exec(
                        Running.words(words, params.expandArgumentVars()),
                        running.chdir(),
                        stdin == null ? null : stdin + (newline ? "\n" : ""),
                        null,
                        "run " + words.get(0)));
    }

    private static Running running(Params params, FreeForm form) {
        return new Running(
                words(params, form),
                form.option("chdir", params.chdir()),
                form.option("creates", params.creates()),
                form.option("removes", params.removes()),
                form.option("strip_empty_ends", params.stripEmptyEnds()));
    }

    private static String text(Params params) {
        return params.freeForm() == null ? "" : params.freeForm();
    }

    private static List<String> words(Params params, FreeForm form) {
        String text = form.text().isBlank() && params.cmd() != null ? params.cmd() : form.text();
        if (!text.isBlank() && !params.argv().isEmpty()) {
            throw new ModuleFailure("only command or argv can be given, not both");
        }
        return params.argv().isEmpty() ? FreeForm.words(text) : params.argv();
    }
}
