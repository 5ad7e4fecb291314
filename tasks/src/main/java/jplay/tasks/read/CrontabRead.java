package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/** A user's crontab as text; empty where there is none. {@code user} "" is the connecting one. */
public record CrontabRead(String user) implements Read<String> {

    @Override
    public String script() {
        return "jp_crontab " + Shell.quote(user);
    }

    @Override
    public Answer<String> parse(Output output) {
        return output.exit() == 127 ? Answer.unknown(output.err().strip()) : Answer.known(output.out());
    }

    @Override
    public Subject subject() {
        return new Subject("crontab", user);
    }
}
