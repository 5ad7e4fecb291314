package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/** A module of the kernel: {@code loaded} or {@code builtin}; absent where it is neither. */
public record KernelModuleRead(String name) implements Read<String> {

    @Override
    public String script() {
        return "jp_module " + Shell.quote(name.replace('-', '_'));
    }

    @Override
    public Answer<String> parse(Output output) {
        String state = output.out().strip();
        return state.isEmpty() ? Answer.absent() : Answer.known(state);
    }

    @Override
    public Subject subject() {
        return new Subject("module", name.replace('-', '_'));
    }
}
