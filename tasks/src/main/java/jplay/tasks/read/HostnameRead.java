package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;

/** The host's name, now and after a reboot. */
public record HostnameRead() implements Read<HostnameRead.Names> {

    /**
     * The names.
     *
     * @param kernel what it is called now
     * @param file what /etc/hostname says; "" where it says nothing
     */
    public record Names(String kernel, String file) {}

    @Override
    public String script() {
        return "cat /proc/sys/kernel/hostname\n[ ! -e /etc/hostname ] || grep -v '^#' /etc/hostname";
    }

    @Override
    public Answer<Names> parse(Output output) {
        String[] lines = output.out().split("\n");
        return Answer.known(new Names(lines[0].strip(), lines.length > 1 ? lines[1].strip() : ""));
    }

    @Override
    public Subject subject() {
        return new Subject("hostname", "");
    }
}
