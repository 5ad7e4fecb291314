package jplay.tasks.modules.system;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;

/** Which package manager the host has. */
record ManagerRead() implements Read<String> {

    @Override
    public String script() {
        return "for m in apt-get dnf yum zypper apk pacman; do if command -v $m >/dev/null; then echo $m; exit; fi; done";
    }

    @Override
    public Answer<String> parse(Output output) {
        String manager = output.out().strip();
        return manager.isEmpty()
                ? Answer.unknown("no package manager found: none of apt-get, dnf, yum, zypper, apk, pacman is on the target's PATH")
                : Answer.known(manager.equals("apt-get") ? "apt" : manager);
    }
}
