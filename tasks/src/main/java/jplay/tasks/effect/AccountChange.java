package jplay.tasks.effect;

import java.util.Map;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;

/**
 * Makes, changes or removes a user or a group.
 *
 * @param command shell text; may hold a password's hash for built-ins alone
 * @param after what is known of users and groups afterwards, by subject
 */
public record AccountChange(String command, Map<Read.Subject, Answer<?>> after, String describe) implements Effect {

    @Override
    public String script() {
        return command;
    }

    @Override
    public void predict(Pending pending) {
        after.forEach(pending::put);
    }

    @Override
    public String toString() {
        return "AccountChange[" + describe + "]";
    }
}
