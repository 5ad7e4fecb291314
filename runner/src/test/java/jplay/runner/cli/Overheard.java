package jplay.runner.cli;

import java.nio.file.Path;
import java.util.List;
import jplay.runner.event.Listener;
import jplay.runner.keep.KeptPlan;
import org.jspecify.annotations.Nullable;

/** The engine, with somebody listening to its runs. */
record Overheard(Backend engine, Listener listener) implements Backend {
    @Override
    public int play(Session session, List<Path> playbooks) {
        return engine.play(new Session(session.invocation(), event -> {
            listener.on(event);
            session.listener().on(event);
        }, session.redactor(), session.prompt(), session.out()), playbooks);
    }

    @Override
    public int rehearse(Session session, List<Path> playbooks) {
        return engine.rehearse(session, playbooks);
    }

    @Override
    public int apply(Session session, List<Path> playbooks, KeptPlan plan) {
        return engine.apply(session, playbooks, plan);
    }

    @Override
    public int adhoc(Session session, AdHoc task) {
        return engine.adhoc(session, task);
    }

    @Override
    public int vars(Session session, String host, @Nullable String name) {
        return engine.vars(session, host, name);
    }

    @Override
    public int inventory(Session session, InventoryView view) {
        return engine.inventory(session, view);
    }

    @Override
    public void interrupt() {
        engine.interrupt();
    }
}
