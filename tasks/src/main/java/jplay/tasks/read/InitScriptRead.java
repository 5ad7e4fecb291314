package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/**
 * A service of OpenRC or of init scripts.
 *
 * @param pattern text to find among the processes where the script tells no status, or ""
 * @param runlevel OpenRC's
 */
public record InitScriptRead(String name, String pattern, String runlevel) implements Read<UnitState> {

    @Override
    public String script() {
        return "jp_init_script " + Shell.quote(name) + " " + Shell.quote(pattern) + " " + Shell.quote(runlevel);
    }

    @Override
    public Answer<UnitState> parse(Output output) {
        String[] words = output.out().strip().split(" ");
        return words.length < 2 ? Answer.absent() : Answer.known(UnitState.of(name, "loaded", words[0], words[1]));
    }

    @Override
    public Subject subject() {
        return new Subject("unit", name + ".service");
    }
}
