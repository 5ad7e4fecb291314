package jplay.runner.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.execute.Engine;
import jplay.runner.execute.PreparedRun;
import jplay.runner.execute.RunOptions;
import jplay.runner.keep.Book;
import jplay.runner.keep.KeptPlan;
import jplay.runner.keep.Refusal;
import jplay.runner.model.Play;
import jplay.runner.source.Node;
import jplay.runner.vars.InventoryPrinter;
import jplay.runner.vars.VarsExplainer;
import jplay.runner.vars.VarsScope;
import jplay.runner.vault.Vault;
import jplay.runner.vault.VaultOpener;
import org.jspecify.annotations.Nullable;

/** Does with the engine what the command line asks for. */
final class EngineBackend implements Backend {
    private final AtomicReference<@Nullable Engine> running = new AtomicReference<>();

    @Override
    public int play(Session session, List<Path> playbooks) {
        PreparedRun run = prepare(session, playbooks);
        if (!session.invocation().show().isEmpty()) {
            return show(session, run, playbooks);
        }
        boolean[] changes = {false};
        Listener listener = event -> {
            if (event instanceof Event.RunFinished end) {
                changes[0] = end.stats().values().stream().anyMatch(host -> host.changed() > 0);
            }
            session.listener().on(event);
        };
        @Nullable Path planOut = session.invocation().planOut();
        int exit = planOut == null
                ? run(session, listener, run, playbooks)
                : new Keeping(session, playbooks, (prepared, l, book, refused) -> run(session, l, prepared, playbooks, book, refused))
                        .write(run, listener, planOut);
        return session.invocation().detailedExit() ? Exit.detailed(exit, changes[0]) : exit;
    }

    private static int show(Session session, PreparedRun run, List<Path> playbooks) {
        run.warnings().forEach(problem -> session.listener().on(new Event.Warning(problem)));
        if (session.invocation().show().contains(Invocation.Show.SYNTAX)) {
            run.suspicions().forEach(problem -> session.listener().on(new Event.Warning(problem)));
        }
        session.out().print(new Listing(run, session.invocation().show()).text(playbooks));
        return Exit.OK;
    }

    @Override
    public int rehearse(Session session, List<Path> playbooks) {
        RunOptions options = session.invocation().run();
        return new Rehearsal(
                session, playbooks,
                check -> PreparedRun.prepare(options.rehearsing(check), sources(session, playbooks)),
                (pattern, arguments) -> PreparedRun.prepareTask(
                        options.rehearsing(false), sources(session, playbooks.subList(0, 0)), pattern, "shell", arguments, Map.of()),
                (run, listener) -> run(session, listener, run, playbooks)).play();
    }

    @Override
    public int apply(Session session, List<Path> playbooks, KeptPlan plan) {
        RunOptions options = session.invocation().run();
        PreparedRun check = PreparedRun.prepare(options.checking(), sources(session, playbooks));
        PreparedRun real = PreparedRun.prepare(options, sources(session, playbooks));
        List<Map<String, String>> answers = check.plays().stream().map(play -> answers(session, check, play)).toList();
        return new Keeping(session, playbooks, (prepared, listener, book, refused) -> {
            for (int i = 0; i < answers.size(); i++) {
                prepared.addPrompted(prepared.plays().get(i), answers.get(i));
            }
            return start(session, listener, prepared, playbooks, book, refused);
        }).apply(plan, check, real);
    }

    private int run(Session session, PreparedRun run, List<Path> playbooks) {
        return run(session, session.listener(), run, playbooks);
    }

    private int run(Session session, Listener listener, PreparedRun run, List<Path> playbooks) {
        return run(session, listener, run, playbooks, Book.NONE, Map.of());
    }

    private int run(Session session, Listener listener, PreparedRun run, List<Path> playbooks, Book book, Map<String, Refusal> refused) {
        run.plays().forEach(play -> run.addPrompted(play, answers(session, run, play)));
        return start(session, listener, run, playbooks, book, refused);
    }

    private int start(Session session, Listener listener, PreparedRun run, List<Path> playbooks, Book book, Map<String, Refusal> refused) {
        try (Engine engine = run.engine(listener, session.prompt()::line, session.redactor(), book, refused)) {
            running.set(engine);
            return engine.run(playbooks.stream().map(Path::toString).toList(), run.plays());
        } finally {
            running.set(null);
        }
    }

    /** {@code vars_prompt}: what {@code -e} gives already is not asked. */
    private static Map<String, String> answers(Session session, PreparedRun run, Play play) {
        @Nullable Node prompts = play.attributes().own("vars_prompt");
        if (!(prompts instanceof Node.Items items)) {
            return Map.of();
        }
        Map<String, String> answers = new LinkedHashMap<>();
        for (Node each : items.items()) {
            if (each instanceof Node.Dict dict && dict.get("name") instanceof Node.Scalar name && !run.hasExtraVar(name.text())) {
                answers.put(name.text(), answer(session, dict, name.text()));
            }
        }
        return answers;
    }

    private static String answer(Session session, Node.Dict dict, String name) {
        String text = dict.get("prompt") instanceof Node.Scalar prompt ? prompt.text() : name;
        String otherwise = dict.get("default") instanceof Node.Scalar given ? given.text() : "";
        boolean hidden = !(dict.get("private") instanceof Node.Scalar s) || !Boolean.FALSE.equals(s.value());
        String question = otherwise.isEmpty() ? text : text + " [" + otherwise + "]";
        String answer = hidden ? new String(session.prompt().secret(question).chars()) : session.prompt().line(question);
        return answer.isEmpty() ? otherwise : answer;
    }

    static PreparedRun prepare(Session session, List<Path> playbooks) {
        return PreparedRun.prepare(session.invocation().run(), sources(session, playbooks));
    }

    private static PreparedRun.Sources sources(Session session, List<Path> playbooks) {
        Invocation invocation = session.invocation();
        return new PreparedRun.Sources(
                playbooks, invocation.inventories(), invocation.rolesPath(), invocation.modulePath(), invocation.extraVars(),
                invocation.facts().cache().equals("jsonfile") ? invocation.facts().directory() : null,
                Duration.ofSeconds(invocation.facts().timeout()), vault(session));
    }

    /** What comes out of a vault is never shown. */
    private static VaultOpener vault(Session session) {
        if (session.invocation().vaults().isEmpty()) {
            return VaultOpener.none();
        }
        Vault vault = new Vault(session.invocation().vaults().stream()
                .map(each -> new Vault.Password(each.id(), each.password().chars())).toList());
        return new MaskedVault(vault, session.redactor());
    }

    @Override
    public int adhoc(Session session, AdHoc task) {
        PreparedRun run = PreparedRun.prepareTask(
                session.invocation().run(), sources(session, List.of()), task.pattern(), task.module(), task.arguments(), task.keywords());
        if (!session.invocation().show().isEmpty()) {
            List<String> hosts = run.hosts(run.plays().get(0));
            session.out().print("  hosts (" + hosts.size() + "):\n" + String.join("", hosts.stream().map(host -> "    " + host + "\n").toList()));
            return Exit.OK;
        }
        return run(session, run, List.of(Path.of("adhoc")));
    }

    @Override
    public int vars(Session session, String host, @Nullable String name) {
        PreparedRun run = prepare(session, List.of());
        VarsScope scope = run.hostScope(host);
        session.out().print(name == null
                ? VarsExplainer.all(scope.vars())
                : VarsExplainer.one(scope.vars(), name, scope::get));
        return Exit.OK;
    }

    @Override
    public int inventory(Session session, InventoryView view) {
        PreparedRun run = prepare(session, List.of());
        run.warnings().forEach(problem -> session.listener().on(new Event.Warning(problem)));
        InventoryPrinter printer = run.inventoryPrinter();
        String text = text(printer, view);
        String whole = text.endsWith("\n") ? text : text + "\n";
        if (view.output() == null) {
            session.out().print(whole);
        } else {
            new TextFile(session.invocation().directory().resolve(view.output())).accept(whole);
        }
        return Exit.OK;
    }

    private static String text(InventoryPrinter printer, InventoryView view) {
        @Nullable String host = view.host();
        if (host != null) {
            return view.yaml() ? printer.hostYaml(host, view.export()) : printer.host(host, view.export());
        }
        if (view.graph()) {
            return printer.graph(view.pattern() == null ? "all" : view.pattern(), view.vars());
        }
        return view.yaml() ? printer.yaml(view.export()) : printer.list(view.export());
    }

    @Override
    public void interrupt() {
        @Nullable Engine engine = running.get();
        if (engine != null) {
            engine.interrupt();
        }
    }

}
