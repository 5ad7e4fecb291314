package jplay.tasks.effect;

import java.util.List;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command.
 *
 * @param text shell text
 * @param chdir the directory to run it in, or null for the user's home
 * @param stdin what it reads, or null for nothing
 */
public record RunCommand(String text, @Nullable String chdir, @Nullable String stdin, String describe)
        implements Effect {

    /** A command and its arguments, as they are. */
    public static RunCommand of(List<String> argv) {
        return new RunCommand(Shell.quote(argv), null, null, "run " + argv.get(0));
    }

    /** Shell text. */
    public static RunCommand shell(String text) {
        return new RunCommand(text, null, null, "run " + text.lines().findFirst().orElse("nothing"));
    }

    @Override
    public String script() {
        String body = chdir == null ? text : "cd -- " + Shell.quote(chdir) + " || exit\n" + text;
        return stdin == null ? body : "printf %s " + Shell.quote(stdin) + " | {\n" + body + "\n}";
    }

    @Override
    public void predict(Pending pending) {
        // Nobody knows what a command does to a host.
    }
}
