package jplay.tasks.modules.system;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Module;
import jplay.tasks.contract.Param;
import jplay.tasks.contract.Plan;
import jplay.tasks.contract.Reads;
import jplay.tasks.contract.Shell;
import jplay.tasks.contract.TaskModule;
import jplay.tasks.effect.Exec;
import org.jspecify.annotations.Nullable;

/** Runs a script of the control machine on the target. */
@Module(
        name = "script",
        summary = "Sends a script of the control machine to the target and runs it there.",
        example = """
                - name: Run a script with arguments
                  ansible.builtin.script: /some/local/script.sh --some-argument 1234
                """)
@AutoService(TaskModule.class)
public final class ScriptModule implements TaskModule<ScriptModule.Params> {

    /** Parameters. */
    public record Params(
            @Param(value = "The script's path and its arguments, with options like creates=/x in it.", freeForm = true, name = "free_form")
                    @Nullable String freeForm,
            @Param("The script's path and its arguments.") @Nullable String cmd,
            @Param("The directory to run it in; absolute.") @Nullable String chdir,
            @Param("A path or glob; where it exists, the script is not run.") @Nullable String creates,
            @Param("A path or glob; where it does not exist, the script is not run.") @Nullable String removes,
            @Param("What runs it, in place of what its first line says.") @Nullable String executable,
            @Param(value = "Decrypt a script encrypted by vault.", def = "true") boolean decrypt) {}

    @Override
    public Reads reads(Params params) {
        return running(params, form(params)).reads();
    }

    @Override
    public Plan plan(Params params, HostState state, Control control) {
        FreeForm form = form(params);
        List<String> words = FreeForm.words(form.text());
        if (words.isEmpty()) {
            return Plan.Failed.of("no script given; write its path and its arguments");
        }
        Running running = running(params, form);
        if (running.chdir() != null && !running.chdir().startsWith("/")) {
            return Plan.Failed.of("chdir " + running.chdir() + " must be an absolute path for a Unix-aware remote node");
        }
        Path found = control.find(words.get(0), "files");
        Content script = !"false".equals(form.option("decrypt", String.valueOf(params.decrypt()))) ? control.open(found) : Content.of(found);
        String executable = form.option("executable", params.executable());
        String run = executable == null ? interpreter(script) : executable + " ";
        String arguments = Shell.quote(words.subList(1, words.size()));
        return bare(running, running.plan(
                state,
                new Exec(
                        "chmod 700 \"$JPLAY_UPLOAD\" && exec " + run + "\"$JPLAY_UPLOAD\" " + arguments,
                        running.chdir(),
                        null,
                        new Effect.Upload(script, "/tmp/jplay-script"),
                        "run " + words.get(0))));
    }

    /** A script's result names no command, and one that is not run is skipped. */
    private static Plan bare(Running running, Plan plan) {
        return switch (plan) {
            case Plan.InSync kept -> {
                String why = running.creates() != null ? running.creates() + " exists, matching creates option"
                        : running.removes() + " does not exist, matching removes option";
                yield new Plan.Skipped(why, Map.of("msg", why));
            }
            case Plan.Opaque(Effect run, var judge, Boolean changes, Effect rehearsal, Plan.Outcome unrun) -> new Plan.Opaque(run, output -> {
                Plan.Outcome outcome = judge.apply(output);
                return new Plan.Outcome(outcome.changed(), outcome.failed(), ((CommandResult) outcome.result()).withoutCommand());
            }, changes, rehearsal);
            default -> plan;
        };
    }

    /** What the first line names, so that it runs where the directory for temporary files is mounted noexec. */
    private static String interpreter(Content script) {
        byte[] head = new byte[128];
        try (java.io.InputStream in = script.open()) {
            int n = in.readNBytes(head, 0, head.length);
            String line = new String(head, 0, n, java.nio.charset.StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
            if (line.startsWith("\177ELF")) {
                return "";
            }
            if (!line.startsWith("#!")) {
                return "/bin/sh ";
            }
            List<String> parts = new ArrayList<>(List.of(line.substring(2).strip().split("\\s+", 2)));
            return Shell.quote(parts) + " ";
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static Running running(Params params, FreeForm form) {
        return new Running(
                form.text(),
                form.option("chdir", params.chdir()),
                form.option("creates", params.creates()),
                form.option("removes", params.removes()),
                false);
    }

    private static FreeForm form(Params params) {
        FreeForm form = FreeForm.split(params.freeForm() == null ? "" : params.freeForm());
        return form.text().isBlank() && params.cmd() != null ? new FreeForm(params.cmd(), form.options()) : form;
    }
}
