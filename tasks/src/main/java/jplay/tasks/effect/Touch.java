package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import org.jspecify.annotations.Nullable;

/**
 * Sets a file's times; makes an empty one where none is.
 *
 * @param path absolute
 * @param access {@code now}, seconds since 1970 after an {@code @}, or null to leave it
 * @param modified likewise
 * @param was what is there, or null
 */
public record Touch(String path, @Nullable String access, @Nullable String modified, @Nullable FileState was)
        implements Effect {

    @Override
    public String script() {
        String quoted = Shell.quote(path);
        if ("now".equals(access) && "now".equals(modified)) {
            return "touch -- " + quoted;
        }
        return (was == null ? ": >>" + quoted + " && " : "") + one("-a", access, quoted) + " && " + one("-m", modified, quoted);
    }

    private static String one(String which, @Nullable String time, String quoted) {
        if (time == null) {
            return ":";
        }
        return "touch " + which + (time.equals("now") ? "" : " -d " + Shell.quote(time)) + " -- " + quoted;
    }

    @Override
    public boolean isForeseen() {
        return true;
    }

    @Override
    public void predict(Pending pending) {
        FileState is = was == null
                ? FileState.predicted(FileState.Kind.FILE, 0644).withContent(Content.of(""))
                : was;
        pending.put(FilePaths.subject(path), Answer.known(is.withTimes(seconds(access, is.atime()), seconds(modified, is.mtime()))));
    }

    private static double seconds(@Nullable String time, double present) {
        return time == null ? present : time.equals("now") ? System.currentTimeMillis() / 1000.0 : Double.parseDouble(time.substring(1));
    }

    @Override
    public String describe() {
        return "touch " + path;
    }
}
