package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.CrontabRead;
import org.jspecify.annotations.Nullable;

/**
 * Installs a user's crontab.
 *
 * @param user "" for the connecting one
 * @param backup a file for the one before, or null
 */
public record CrontabPut(String user, String text, @Nullable String backup) implements Effect {

    @Override
    public String script() {
        String who = user.isEmpty() ? "" : " -u " + Shell.quote(user);
        String keep = backup == null ? "" : "(umask 077; jp_crontab " + Shell.quote(user) + " >" + Shell.quote(backup) + ") && ";
        return keep + "printf %s " + Shell.quote(text) + " | crontab" + who + " -";
    }

    @Override
    public void predict(Pending pending) {
        pending.put(new CrontabRead(user).subject(), Answer.known(text));
    }

    @Override
    public String describe() {
        return "install the crontab of " + (user.isEmpty() ? "the user" : user);
    }
}
