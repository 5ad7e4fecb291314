package jplay.tasks.effect;

import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Shell;

/**
 * What completes a file that was made just now; where it fails, the file goes again.
 *
 * @param path absolute
 */
public record OrNothing(String path, Effect effect) implements Around {

    @Override
    public String script() {
        return "{\n" + effect.script() + "\n} || { jp_rc=$?; rm -f -- " + Shell.quote(path) + "; (exit $jp_rc); }";
    }
}
