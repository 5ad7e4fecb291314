package jplay.tasks.read;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/** What is mounted at a path; absent where nothing is. */
public record MountRead(String path) implements Read<MountRead.Mount> {

    /**
     * A mount.
     *
     * @param root the part of the file system that is seen there; other than {@code /} in a bind mount
     */
    public record Mount(String source, String type, String root, String options) {
        /** Whether it shows this source: a device, or the directory of a bind mount. */
        public boolean shows(String wanted) {
            return source.equals(wanted) || !root.equals("/") && (root.equals(wanted) || wanted.endsWith(root));
        }
    }

    @Override
    public String script() {
        return "jp_mount " + Shell.quote(path);
    }

    @Override
    public Answer<Mount> parse(Output output) {
        String line = output.out().lines().reduce("", (first, last) -> last);
        String[] halves = line.split(" - ", 2);
        if (halves.length < 2) {
            return Answer.absent();
        }
        String[] first = halves[0].split(" ");
        String[] second = halves[1].split(" ");
        return Answer.known(new Mount(second[1], second[0], first[3], first[5]));
    }

    @Override
    public Subject subject() {
        return new Subject("mount", path);
    }
}
