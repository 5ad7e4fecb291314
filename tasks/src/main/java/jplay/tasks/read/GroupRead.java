package jplay.tasks.read;

import java.util.List;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;

/**
 * A group.
 *
 * @param local look in /etc/group alone
 */
public record GroupRead(String name, boolean local) implements Read<GroupRead.Group> {

    /** A group; {@code gid} is -1 where it will be chosen when the group is made. */
    public record Group(String name, int gid, List<String> members) {}

    public static GroupRead of(String name) {
        return new GroupRead(name, false);
    }

    @Override
    public String script() {
        return "jp_group " + Shell.quote(name) + (local ? " 1" : " 0");
    }

    @Override
    public Answer<Group> parse(Output output) {
        String[] fields = output.out().strip().split(":", -1);
        if (fields.length < 4) {
            return Answer.absent();
        }
        List<String> members = fields[3].isEmpty() ? List.of() : List.of(fields[3].split(","));
        return Answer.known(new Group(fields[0], Integer.parseInt(fields[2]), members));
    }

    @Override
    public Subject subject() {
        return new Subject("group", name);
    }
}
