package jplay.tasks.library;

import java.util.Optional;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;

/**
 * Runs an executable in a directory of its own that goes away again, with a file of its arguments.
 *
 * @param interpreter with its options, or "" for none
 */
record LibraryRun(String name, Content content, String interpreter, String arguments) implements Effect {

    @Override
    public Optional<Upload> upload() {
        return Optional.of(new Upload(content, "/tmp/" + name));
    }

    @Override
    public String script() {
        return "jp_library " + Shell.quote(name) + " " + Shell.quote(interpreter) + " " + Shell.quote(arguments);
    }

    @Override
    public void predict(Pending pending) {
        // Nobody knows what it does to a host.
    }

    @Override
    public String describe() {
        return "run the module " + name;
    }

    @Override
    public String toString() {
        return "LibraryRun[" + name + "]";
    }
}
