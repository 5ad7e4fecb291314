package jplay.tasks.effect;

import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import jplay.tasks.read.UserRead;
import org.jspecify.annotations.Nullable;

/**
 * Makes, changes or removes a user or a group.
 *
 * @param command shell text; may hold a password's hash for built-ins alone
 * @param after what is known of users and groups afterwards, by subject
 * @param settled the user whose home is made, too, or null
 */
public record AccountChange(String command, Map<Read.Subject, Answer<?>> after, String describe, UserRead.@Nullable User settled)
        implements Effect {
    /** What Debian's skeleton has. */
    private static final List<String> SKELETON = List.of(".bashrc", ".profile", ".bash_logout");

    public AccountChange(String command, Map<Read.Subject, Answer<?>> after, String describe) {
        this(command, after, describe, null);
    }

    @Override
    public String script() {
        return command;
    }

    @Override
    public void predict(Pending pending) {
        after.forEach(pending::put);
        Read.Subject home = FilePaths.subject(settled == null ? "/" : settled.home());
        if (settled != null && pending.get(home) == null) {
            FileState made = FileState.predicted(FileState.Kind.DIRECTORY, 0755);
            pending.put(home, Answer.known(made.withOwner(pending, settled.name(), settled.name())));
            for (String name : SKELETON) {
                pending.put(FilePaths.subject(home.name() + "/" + name), Answer.later("what is in the skeleton of a home"));
            }
        }
    }

    @Override
    public String toString() {
        return "AccountChange[" + describe + "]";
    }
}
