package jplay.tasks.effect;

import java.util.Optional;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * Runs a user's command as command, shell and script do: timed on the target, with what went wrong before it started
 * told apart from its own exit status. Standard error ends with a line that {@link ExecReport} takes off again.
 *
 * @param body shell text that ends in the command
 * @param chdir the directory to run it in, or null for the user's home
 * @param stdin what it reads, or null for nothing
 * @param file a file that the body finds in {@code $JPLAY_UPLOAD}, or null
 * @param creates a file that it leaves, as far as the playbook says, or null
 * @param removes a file that it removes, likewise
 */
public record Exec(
        String body,
        @Nullable String chdir,
        @Nullable String stdin,
        @Nullable Upload file,
        String describe,
        @Nullable String creates,
        @Nullable String removes)
        implements Effect {

    public Exec(String body, @Nullable String chdir, @Nullable String stdin, @Nullable Upload file, String describe) {
        this(body, chdir, stdin, file, describe, null, null);
    }

    /** The same, where it is known that one file will be there afterwards and another will not. */
    public Exec foretelling(@Nullable String made, @Nullable String gone) {
        return new Exec(body, chdir, stdin, file, describe, made, gone);
    }

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
        // Nobody knows what else a command does to a host.
        if (creates != null) {
            FileState made = FileState.predicted(FileState.Kind.FILE, 0644);
            pending.put(FilePaths.subject(creates), Answer.known(made));
        }
        if (removes != null) {
            pending.put(FilePaths.subject(removes), Answer.absent());
        }
    }
}
