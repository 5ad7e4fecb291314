package jplay.tasks.effect;

import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.UnitRead;
import jplay.tasks.read.UnitState;

/**
 * Starts, stops, enables … a unit.
 *
 * @param verb systemctl's: {@code start stop restart reload enable disable mask unmask}
 * @param options systemctl's, each after a space
 * @param before how the unit was
 */
public record UnitAction(String verb, UnitRead unit, String options, UnitState before) implements Effect {

    @Override
    public String script() {
        return "jp_unit_do " + unit.scope() + " " + verb + " " + Shell.quote(unit.name()) + options;
    }

    @Override
    public void predict(Pending pending) {
        Read.Subject subject = unit.subject();
        UnitState now = pending.get(subject) instanceof Answer.Known<?>(UnitState state) ? state : before;
        pending.put(subject, Answer.known(switch (verb) {
            case "start", "restart" -> now.with("ActiveState", "active");
            case "stop" -> now.with("ActiveState", "inactive");
            case "enable" -> now.with("UnitFileState", "enabled");
            case "disable" -> now.with("UnitFileState", "disabled");
            case "mask" -> now.with("LoadState", "masked").with("UnitFileState", "masked");
            case "unmask" -> now.with("LoadState", "loaded").with("UnitFileState", "disabled");
            default -> now;
        }));
    }

    @Override
    public String describe() {
        return verb + " " + unit.name();
    }
}
