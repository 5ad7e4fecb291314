package jplay.tasks.effect;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Pending;
import jplay.tasks.contract.Read;
import jplay.tasks.contract.Shell;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
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
    private static final Pattern WANTED = Pattern.compile("(?m)^(Wanted|Required)By\\s*=(.*)$");

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
        if (verb.equals("enable") || verb.equals("disable")) {
            wanted(pending);
        }
    }

    /** The links that say what wants it; of a unit whose file was written before. */
    private void wanted(Pending pending) {
        String file = unit.file();
        if (!(pending.get(FilePaths.subject(file)) instanceof Answer.Known<?>(FileState state)) || state.content() == null) {
            return;
        }
        Matcher match = WANTED.matcher(state.content().text());
        while (match.find()) {
            for (String target : match.group(2).strip().split("\\s+")) {
                String link = UnitRead.ETC + target + (match.group(1).equals("Wanted") ? ".wants/" : ".requires/") + FilePaths.name(file);
                pending.put(FilePaths.subject(link), verb.equals("disable") ? Answer.absent()
                        : Answer.known(FileState.predicted(FileState.Kind.LINK, 0777).withTarget(file)));
            }
        }
    }

    @Override
    public String describe() {
        return verb + " " + unit.name();
    }
}
