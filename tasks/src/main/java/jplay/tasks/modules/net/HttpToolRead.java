package jplay.tasks.modules.net;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;

/** What the host fetches with: {@code curl}, {@code wget} or {@code none}. */
record HttpToolRead() implements Read<String> {
    @Override
    public String script() {
        return "jp_http_tool";
    }

    @Override
    public Answer<String> parse(Output output) {
        return Answer.known(output.out().strip());
    }
}
