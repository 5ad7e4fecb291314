package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;

/** What manages the host's services: {@code systemd}, {@code openrc} or {@code sysvinit}. */
public record InitRead() implements Read<String> {

    @Override
    public String script() {
        return "if command -v systemctl >/dev/null; then echo systemd; elif command -v rc-service >/dev/null; then echo openrc; "
                + "else echo sysvinit; fi";
    }

    @Override
    public Answer<String> parse(Output output) {
        return Answer.known(output.out().strip());
    }
}
