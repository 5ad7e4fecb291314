package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;

/** The number of the user that the task runs as. */
public record WhoRead() implements Read<Integer> {

    @Override
    public boolean isLasting() {
        return false;
    }

    @Override
    public String script() {
        return "id -u";
    }

    @Override
    public Answer<Integer> parse(Output output) {
        String out = output.out().strip();
        return out.matches("\\d+") ? Answer.known(Integer.parseInt(out)) : Answer.unknown(output.err().strip());
    }
}
