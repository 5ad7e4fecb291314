package jplay.tasks.effect;

import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;

/**
 * Makes systemd read its units again, or start itself anew.
 *
 * @param verb {@code daemon-reload} or {@code daemon-reexec}
 */
public record SystemdReload(String scope, String verb) implements Effect {

    @Override
    public String script() {
        return "jp_systemctl " + scope + " " + verb;
    }

    @Override
    public boolean changes() {
        return false;
    }

    @Override
    public void predict(Pending pending) {
        // What systemd has read is nothing that a module asks.
    }

    @Override
    public boolean isForeseen() {
        return true;
    }

    @Override
    public String describe() {
        return verb;
    }
}
