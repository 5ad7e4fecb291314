package jplay.tasks.effect;

import java.util.Optional;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * Runs a user's command as command, shell and script do: timed on the target, with what went wrong before it started
 * told apart from its own exit status. Standard error ends with a line that {@link ExecReport} takes off again.
 *
 * @param body shell text that ends in the command
 * @param chdir the directory to run it in, or null for the user's home
 * @param stdin what it reads, or null for nothing
 * @param file a file that the body finds in {@code $JPLAY_UPLOAD}, or null
 */
public record Exec(
        String body,
        @Nullable String chdir,
        @Nullable String stdin,
        @Nullable Upload file,
        String describe)
        implements Effect {

    @Override
    public String script() {
        String cd = chdir == null ? "" : "jp_cd " + Shell.quote(chdir) + "; ";
        String feed = stdin == null ? "" : "printf %s " + Shell.quote(stdin) + " | ";
        return "jp_exec_begin\n" + feed + "( " + cd + body + "\n)\n_jp_status=$?\n"
                + (file == null ? "" : "rm -f -- \"$JPLAY_UPLOAD\"\n") + "jp_exec_end $_jp_status";
    }

    @Override
    public Optional<Upload> upload() {
        return Optional.ofNullable(file);
    }

    @Override
    public void predict(Pending pending) {
        // Nobody knows what a command does to a host.
    }
}
