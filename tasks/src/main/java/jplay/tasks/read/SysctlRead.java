package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/** The value that the kernel has for a parameter, words separated by one blank; absent where it has no such parameter. */
public record SysctlRead(String name) implements Read<String> {

    /** The parameter's file. The separator that comes first separates; the other one stands for it inside a word. */
    public static String path(String name) {
        int slash = name.indexOf('/');
        int dot = name.indexOf('.');
        boolean slashes = slash >= 0 && (dot < 0 || slash < dot);
        String path = slashes ? name : name.replace('/', '\0').replace('.', '/').replace('\0', '.');
        return "/proc/sys/" + path;
    }

    /** A value with its blanks made equal. */
    public static String normal(String value) {
        return String.join(" ", value.strip().split("\\s+"));
    }

    @Override
    public String script() {
        String path = Shell.quote(path(name));
        return "[ -e " + path + " ] || { echo absent; exit; }; echo known; cat " + path;
    }

    @Override
    public Answer<String> parse(Output output) {
        String[] parts = output.out().split("\n", 2);
        if (parts[0].equals("absent")) {
            return Answer.absent();
        }
        return output.exit() == 0 ? Answer.known(normal(parts[1])) : Answer.unknown(output.err().strip());
    }

    @Override
    public Subject subject() {
        return new Subject("sysctl", path(name));
    }
}
