package jplay.tasks.modules.system;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jplay.tasks.contract.Diff;
import jplay.tasks.contract.Effect;
import jplay.tasks.contract.Plan;
import jplay.tasks.effect.UnitAction;
import jplay.tasks.read.UnitRead;
import jplay.tasks.read.UnitState;
import org.jspecify.annotations.Nullable;

/** Decides what has to be done to a unit; shared by systemd and service. */
final class Units {
    private final UnitRead read;
    private final UnitState before;
    private final String options;
    private final List<UnitAction> actions = new ArrayList<>();

    /** How a unit is to be. */
    public enum State { STARTED, STOPPED, RESTARTED, RELOADED }

    Units(UnitRead read, UnitState before, String options) {
        this.read = read;
        this.before = before;
        this.options = options;
    }

    List<UnitAction> actions() {
        return actions;
    }

    void mask(@Nullable Boolean masked) {
        if (masked != null && masked != before.masked()) {
            act(masked ? "mask" : "unmask");
        }
    }

    /** Returns whether it will be enabled, null where that was not asked. */
    @Nullable Boolean enable(@Nullable Boolean enabled) {
        if (enabled != null && enabled != before.enabled()) {
            // A static unit cannot be enabled and is always there to be pulled in; systemctl says the same of it.
            act(enabled ? "enable" : "disable");
        }
        return enabled;
    }

    /** Returns the state to report, null where none was asked. */
    @Nullable String state(@Nullable State state) {
        if (state == null) {
            return null;
        }
        boolean offline = before.active().isEmpty();
        if (offline) {
            return state.name().toLowerCase(Locale.ROOT);
        }
        boolean running = before.running();
        switch (state) {
            case STARTED -> act(running ? "" : "start");
            case STOPPED -> act(running || before.deactivating() ? "stop" : "");
            case RESTARTED -> act(running ? "restart" : "start");
            case RELOADED -> act(running ? "reload" : "start");
        }
        return state == State.STOPPED ? "stopped" : "started";
    }

    private void act(String verb) {
        if (!verb.isEmpty()) {
            actions.add(new UnitAction(verb, read, options, before));
        }
    }

    /** {@code first} are applied before the actions, whether there are any or not. */
    static Plan plan(String name, List<UnitAction> actions, List<? extends Effect> first, Object result) {
        List<Effect> effects = new ArrayList<>(first);
        effects.addAll(actions);
        return effects.isEmpty() ? new Plan.InSync(result) : Plan.Change.of(effects, diff(name, actions), result);
    }

    private static Diff diff(String name, List<UnitAction> actions) {
        if (actions.isEmpty()) {
            return Diff.NONE;
        }
        Map<String, Object> from = new LinkedHashMap<>();
        Map<String, Object> to = new LinkedHashMap<>();
        for (UnitAction action : actions) {
            UnitState was = action.before();
            switch (action.verb()) {
                case "enable", "disable" -> put(from, to, "enabled", was.enabled(), action.verb().equals("enable"));
                case "mask", "unmask" -> put(from, to, "masked", was.masked(), action.verb().equals("mask"));
                default -> put(from, to, "state", was.active(), action.verb().equals("stop") ? "inactive" : past(action.verb()));
            }
        }
        return Diff.properties(name, from, to);
    }

    private static String past(String verb) {
        return verb.equals("start") ? "active" : verb + "ed";
    }

    private static void put(Map<String, Object> from, Map<String, Object> to, String key, Object was, Object is) {
        from.put(key, was);
        to.put(key, is);
    }
}
