package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.contract.HostState;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;

/**
 * What a command says that changes nothing.
 *
 * @param command shell text
 * @param about what it speaks of; an effect on that foretells the output
 */
public record CommandRead(String command, Subject about) implements Read<Output> {

    public static CommandRead of(String command, String kind, String name) {
        return new CommandRead(command, new Subject(kind, name));
    }

    @Override
    public String script() {
        return "LC_ALL=C\nexport LC_ALL\nPATH=$PATH:/usr/sbin:/sbin\n" + command;
    }

    @Override
    public Answer<Output> parse(Output output) {
        return Answer.known(output);
    }

    @Override
    public Subject subject() {
        return about;
    }

    /** Only what was foretold as an output is one. */
    @Override
    public Answer<Output> overlay(Pending pending, Answer<Output> real) {
        Answer<?> earlier = pending.get(about);
        return switch (earlier) {
            case null -> real;
            case Answer.Known<?>(Output output) -> Answer.known(output);
            case Answer.Unknown<?>(String why, boolean later) -> later ? Answer.later(why) : Answer.unknown(why);
            default -> Answer.later("what " + about.kind() + " " + about.name() + " will be is known only when it was changed");
        };
    }

    /** What it printed; fails where it did not succeed, saying why. */
    public String text(HostState host) {
        Output output = host.get(this).get();
        if (output.exit() != 0) {
            String why = output.err().isBlank() ? output.out().strip() : output.err().strip();
            throw new ModuleFailure(why.isEmpty() ? about.kind() + " " + about.name() + ": exit status " + output.exit() : why);
        }
        return output.out();
    }

    /** Whether it succeeded. */
    public boolean succeeds(HostState host) {
        return host.get(this).get().exit() == 0;
    }
}
