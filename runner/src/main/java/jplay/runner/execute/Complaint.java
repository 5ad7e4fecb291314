package jplay.runner.execute;

import java.util.regex.Pattern;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Output;

/** What a user reads of an effect that a host refused. */
final class Complaint {

    /** How dash, bash and busybox say where in a script of ours it was: nothing to a user. */
    private static final Pattern PLACE = Pattern.compile("(?m)^[-/a-z]*sh: (?:(?:line )?[0-9]+: |eval: )*(?:printf: (?=printf: ))?");

    private Complaint() {
    }

    static String of(Effect effect, Output output) {
        String why = output.err().strip();
        why = PLACE.matcher(why.isEmpty() ? output.out().strip() : why).replaceAll("");
        // All that dash's printf says of a full disk.
        String guess = why.endsWith("I/O error") ? " (is the disk full?)" : "";
        return "cannot " + effect.describe() + ": " + (why.isEmpty() ? "exit status " + output.exit() : why + guess);
    }
}
