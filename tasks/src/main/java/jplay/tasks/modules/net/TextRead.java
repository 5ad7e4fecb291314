package jplay.tasks.modules.net;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/** A small text at a URL, as the host gets it; Absent where it has nothing to fetch with. */
record TextRead(Request request) implements Read<String> {
    private static final int NO_TOOL = 120;

    @Override
    public String script() {
        return request.variables() + "jp_text " + Shell.quote(request.url());
    }

    @Override
    public Answer<String> parse(Output output) {
        return output.exit() == NO_TOOL
                ? Answer.absent()
                : output.exit() == 0 ? Answer.known(output.out()) : Answer.unknown(output.err().strip());
    }

    @Override
    public Subject subject() {
        return new Subject("url", request.url());
    }
}
