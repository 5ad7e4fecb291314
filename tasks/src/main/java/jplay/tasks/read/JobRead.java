package jplay.tasks.read;

import java.util.Base64;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/**
 * A job that {@code async} started, as its file tells of it.
 *
 * @param directory where the files of jobs stand; {@code ~} is the user's home
 */
public record JobRead(String directory, String id) implements Read<JobRead.State> {

    /**
     * What is known of a job.
     *
     * @param file the name of its file
     * @param json what stands there; empty where there is no such file
     */
    public record State(String file, String json) {}

    /** Shell text that sets {@code $__jp_dir}. */
    public static String directory(String directory) {
        String home = directory.equals("~") ? "$HOME" : directory.startsWith("~/") ? "$HOME/" : "";
        String rest = directory.equals("~") ? "" : home.isEmpty() ? directory : directory.substring(2);
        return "__jp_dir=" + (home.isEmpty() ? "" : "\"" + home + "\"") + Shell.quote(rest) + "\n";
    }

    /** An output of a job, of what stands in its file. */
    public static byte[] decoded(String text) {
        return Base64.getDecoder().decode(text);
    }

    @Override
    public boolean isLasting() {
        return false;
    }

    @Override
    public String script() {
        return directory(directory) + "__jp_job=$__jp_dir/" + Shell.quote(id) + "\nprintf '%s\\n' \"$__jp_job\"\n"
                + "[ ! -f \"$__jp_job\" ] || cat -- \"$__jp_job\"";
    }

    @Override
    public Answer<State> parse(Output output) {
        String out = output.out();
        int end = out.indexOf('\n');
        return output.exit() == 0 && end > 0
                ? Answer.known(new State(out.substring(0, end), out.substring(end + 1).strip()))
                : Answer.unknown("the job's file cannot be read: " + output.err().strip());
    }
}
