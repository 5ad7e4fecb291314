package jplay.tasks.effect;

import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;

/** Removes what {@code async} keeps of a job; a job that still runs goes on. */
public record ForgetJob(String file) implements Effect {

    @Override
    public String script() {
        return "rm -f -- " + Shell.quote(file) + " " + Shell.quote(file) + ".out " + Shell.quote(file) + ".err " + Shell.quote(file) + ".pid";
    }

    @Override
    public void predict(Pending pending) {
        // Nobody asks for it but async_status, which is not run before there is a job.
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public String describe() {
        return "remove " + file;
    }
}
