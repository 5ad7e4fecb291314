package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.HostnameRead;

/**
 * Names the host, now and after a reboot.
 *
 * @param systemd through hostnamectl, otherwise by the file and the kernel
 */
public record HostnameSet(String name, boolean systemd) implements Effect {

    @Override
    public String script() {
        return "jp_hostname " + Shell.quote(name) + (systemd ? " 1" : " 0");
    }

    @Override
    public void predict(Pending pending) {
        pending.put(new HostnameRead().subject(), Answer.known(new HostnameRead.Names(name, name)));
    }

    @Override
    public String describe() {
        return "name the host " + name;
    }
}
