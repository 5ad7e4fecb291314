package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.InitScriptRead;
import jplay.tasks.read.UnitState;

/**
 * Starts, stops, enables … a service of OpenRC or of init scripts.
 *
 * @param arguments more words for the script, or ""
 * @param sleep seconds between stop and start of a restart
 */
public record InitScript(String verb, InitScriptRead service, String arguments, int sleep, UnitState before) implements Effect {

    @Override
    public String script() {
        return "jp_init_do " + verb + " " + Shell.quote(service.name()) + " " + Shell.quote(service.runlevel()) + " " + sleep + " " + arguments;
    }

    @Override
    public void predict(Pending pending) {
        UnitState now = pending.get(service.subject()) instanceof Answer.Known<?>(UnitState state) ? state : before;
        pending.put(service.subject(), Answer.known(switch (verb) {
            case "stop" -> now.with("ActiveState", "inactive");
            case "enable" -> now.with("UnitFileState", "enabled");
            case "disable" -> now.with("UnitFileState", "disabled");
            default -> now.with("ActiveState", "active");
        }));
    }

    @Override
    public String describe() {
        return verb + " " + service.name();
    }
}
