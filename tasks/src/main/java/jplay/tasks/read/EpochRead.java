package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/** A time of the host's clock and zone, as seconds since 1970; {@code time} is {@code yyyy-mm-dd hh:mm:ss}. */
public record EpochRead(String time) implements Read<Long> {

    @Override
    public boolean isLasting() {
        return false;
    }

    @Override
    public String script() {
        return "date -d " + Shell.quote(time) + " +%s";
    }

    @Override
    public Answer<Long> parse(Output output) {
        String out = output.out().strip();
        return output.exit() == 0 && out.matches("-?\\d+")
                ? Answer.known(Long.parseLong(out))
                : Answer.unknown("the host does not know the time '" + time + "': " + output.err().strip());
    }
}
