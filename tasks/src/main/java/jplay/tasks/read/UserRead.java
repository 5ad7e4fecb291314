package jplay.tasks.read;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import org.jspecify.annotations.Nullable;

/**
 * A user.
 *
 * @param local look in /etc/passwd alone
 */
public record UserRead(String name, boolean local) implements Read<UserRead.User> {

    /**
     * A user.
     *
     * @param uid -1 where it will be chosen when the user is made, likewise gid
     * @param shadow fields of /etc/shadow; null where it cannot be read
     * @param homeExists whether there is something at its home
     * @param groups those it is in besides its own, with their numbers
     */
    public record User(
            String name,
            int uid,
            int gid,
            String comment,
            String home,
            String shell,
            @Nullable List<String> shadow,
            boolean homeExists,
            Map<String, Integer> groups) {

        /** The password's hash; {@code x} where it cannot be read. */
        public String password() {
            return shadow == null || shadow.size() < 2 ? "x" : shadow.get(1);
        }

        /** A field of /etc/shadow by its place, counted from 0; "" where there is none. */
        public String shadow(int place) {
            return shadow == null || shadow.size() <= place ? "" : shadow.get(place);
        }

        @Override
        public String toString() {
            return "User[" + name + "]";
        }
    }

    public static UserRead of(String name) {
        return new UserRead(name, false);
    }

    @Override
    public String script() {
        return "jp_user " + Shell.quote(name) + (local ? " 1" : " 0");
    }

    @Override
    public Answer<User> parse(Output output) {
        List<String> lines = output.out().lines().toList();
        if (lines.size() < 3) {
            return Answer.absent();
        }
        String[] passwd = lines.get(0).split(":", -1);
        Map<String, Integer> groups = new LinkedHashMap<>();
        for (String line : lines.subList(3, lines.size())) {
            String[] group = line.split(":", -1);
            if (group.length == 4 && List.of(group[3].split(",")).contains(name)) {
                groups.put(group[0], Integer.parseInt(group[2]));
            }
        }
        return Answer.known(new User(
                passwd[0],
                Integer.parseInt(passwd[2]),
                Integer.parseInt(passwd[3]),
                passwd[4],
                passwd[5],
                passwd[6],
                lines.get(1).isEmpty() ? null : new ArrayList<>(List.of(lines.get(1).split(":", -1))),
                lines.get(2).equals("home"),
                groups));
    }

    @Override
    public Subject subject() {
        return new Subject("user", name);
    }
}
