package jplay.runner.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.Redactor;
import jplay.runner.keep.KeptPlan;
import jplay.runner.report.AnsibleAdHocReporter;
import jplay.runner.report.AnsibleReporter;
import jplay.runner.report.ConsoleOptions;
import jplay.runner.report.ConsoleReporter;
import jplay.runner.report.DriftReporter;
import jplay.runner.report.JUnitReporter;
import jplay.runner.report.JsonLinesReporter;
import jplay.runner.report.LiveConsole;
import jplay.runner.source.YamlReader;
import org.jspecify.annotations.Nullable;

/** The commands that have to do with hosts: they need an inventory, a configuration and, mostly, reporters. */
final class HostCommands {
    private static final InstantSource CLOCK = InstantSource.system();
    private final Terminal terminal;
    private final Path directory;
    private final Supplier<Backend> backends;
    private final Prompt prompt;
    private final boolean ansible;
    private final Redactor redactor = new Redactor();

    /** @param ansible whether runs are to look as Ansible's */
    HostCommands(Terminal terminal, Path directory, Supplier<Backend> backends, Prompt prompt, boolean ansible) {
        this.terminal = terminal;
        this.directory = directory;
        this.backends = backends;
        this.prompt = prompt;
        this.ansible = ansible;
    }

    Redactor redactor() {
        return redactor;
    }

    int run(Command command, Parsed parsed) {
        Config config = Config.load(terminal.environment(), directory);
        Invocation invocation = new Invocations(parsed, config, terminal.environment(), directory, prompt, redactor).make();
        List<Event> warnings = new ArrayList<>();
        config.unknownKeys().forEach(problem -> warnings.add(new Event.Warning(problem)));
        return switch (command) {
            case PLAY -> play(parsed, invocation, warnings, Backend::play);
            case DRIFT -> play(parsed, invocation.checking(), warnings, Backend::play);
            case REHEARSE -> play(parsed, invocation, warnings, Backend::rehearse);
            case APPLY -> apply(parsed, invocation, warnings);
            case ADHOC -> adhoc(parsed, invocation, warnings);
            case VARS -> vars(parsed, invocation, warnings);
            case INVENTORY -> inventory(parsed, invocation, warnings);
            case DOC, VAULT, ROLES -> throw new IllegalStateException(command.word() + " has no hosts");
        };
    }

    private interface Run {
        int of(Backend backend, Backend.Session session, List<Path> playbooks);
    }

    private int play(Parsed parsed, Invocation invocation, List<Event> warnings, Run run) {
        if (parsed.words().isEmpty()) {
            throw new UsageException("which playbook? jplay PLAYBOOK… (see jplay --help)");
        }
        List<Path> playbooks = new PlaybookFinder(directory, invocation.home()).find(parsed.words());
        Backend backend = backends.get();
        Listener plain = ansible ? new AnsibleReporter(options(invocation, 0, false), redactor, this::write, this::complain) : null;
        return reported(invocation, 0, plain, warnings, backend, session -> run.of(backend, session, playbooks));
    }

    private int apply(Parsed parsed, Invocation invocation, List<Event> warnings) {
        String file = parsed.words().get(0);
        KeptPlan plan = KeptPlan.parse(YamlReader.text(directory.resolve(file)), file);
        List<Path> playbooks = plan.asked().playbooks().stream().map(Path::of).toList();
        Backend backend = backends.get();
        return reported(invocation.applying(plan.asked()), 0, null, warnings, backend, session -> backend.apply(session, playbooks, plan));
    }

    private int adhoc(Parsed parsed, Invocation invocation, List<Event> warnings) {
        String module = parsed.text("--module-name");
        String arguments = parsed.text("--args");
        Backend.AdHoc task = new Backend.AdHoc(parsed.words().get(0), module == null ? "command" : module, arguments == null ? "" : arguments, keywords(parsed));
        Backend backend = backends.get();
        Listener plain = ansible
                ? new AnsibleAdHocReporter(options(invocation, 0, false), parsed.has("--one-line"), redactor, this::write, this::complain) : null;
        return reported(invocation, 1, plain, warnings, backend, session -> backend.adhoc(session, task));
    }

    private static Map<String, String> keywords(Parsed parsed) {
        Map<String, String> keywords = new LinkedHashMap<>();
        Map.of("--background", "async", "--poll", "poll", "--task-timeout", "timeout").forEach((option, keyword) -> {
            @Nullable String value = parsed.text(option);
            if (value != null) {
                keywords.put(keyword, value);
            }
        });
        return keywords;
    }

    private int vars(Parsed parsed, Invocation invocation, List<Event> warnings) {
        List<String> words = parsed.words();
        return backends.get().vars(quiet(invocation, warnings), words.get(0), words.size() > 1 ? words.get(1) : null);
    }

    private int inventory(Parsed parsed, Invocation invocation, List<Event> warnings) {
        boolean graph = parsed.has("--graph");
        String host = parsed.text("--host");
        int asked = (parsed.has("--list") ? 1 : 0) + (graph ? 1 : 0) + (host == null ? 0 : 1);
        if (asked > 1) {
            throw new UsageException("--list, --graph and --host do not go together");
        }
        boolean list = !graph && host == null;
        String pattern = parsed.words().isEmpty() ? null : parsed.words().get(0);
        return backends.get().inventory(quiet(invocation, warnings), new Backend.InventoryView(
                list, graph, host, parsed.has("--export"), parsed.has("--vars"), parsed.has("--yaml"), pattern, parsed.text("--output")));
    }

    /** For what is printed rather than run: warnings go to standard error. */
    private Backend.Session quiet(Invocation invocation, List<Event> warnings) {
        Listener listener = console(invocation, 0, text -> {
            terminal.err().print(text);
            terminal.err().flush();
        }, false);
        warnings.forEach(listener::on);
        return new Backend.Session(invocation, listener, redactor, prompt, terminal.out());
    }

    /**
     * @param plain what shows the run, where that is not jplay's own console
     * @param leastVerbosity one task's result is what {@code adhoc} was called for
     */
    private int reported(Invocation invocation, int leastVerbosity, @Nullable Listener plain, List<Event> warnings, Backend backend, ToIntFunction<Backend.Session> run) {
        List<Listener> listeners = new ArrayList<>();
        boolean drift = invocation.drift();
        boolean live = plain == null && terminal.interactive() && invocation.show().isEmpty() && !drift;
        ConsoleReporter console = console(invocation, leastVerbosity, this::write, live);
        boolean json = invocation.output().equals("jsonl");
        try (LiveConsole shown = live && !json ? new LiveConsole(console) : null; Interruption interruption = new Interruption(backend)) {
            interruption.watch();
            listeners.add(json ? new JsonLinesReporter(redactor, this::write)
                    : drift ? new DriftReporter(redactor, terminal.colours(), this::write)
                    : plain != null ? plain : shown == null ? console : shown);
            if (invocation.junit() != null) {
                listeners.add(new JUnitReporter(redactor, new TextFile(invocation.junit()), drift));
            }
            Listener all = event -> listeners.forEach(listener -> listener.on(event));
            warnings.forEach(all::on);
            Prompt polite = json ? prompt : new PolitePrompt(prompt, console);
            return run.applyAsInt(new Backend.Session(invocation, all, redactor, polite, terminal.out()));
        }
    }

    private ConsoleReporter console(Invocation invocation, int leastVerbosity, java.util.function.Consumer<String> sink, boolean live) {
        return new ConsoleReporter(options(invocation, leastVerbosity, live), redactor, CLOCK, sink);
    }

    private ConsoleOptions options(Invocation invocation, int leastVerbosity, boolean live) {
        return new ConsoleOptions(terminal.columns(), terminal.colours(), live, Math.max(leastVerbosity, invocation.run().verbosity()));
    }

    private void complain(String text) {
        terminal.err().print(text);
        terminal.err().flush();
    }

    private void write(String text) {
        terminal.out().print(text);
        terminal.out().flush();
    }

    /** Takes the live line away before it asks. */
    private record PolitePrompt(Prompt prompt, ConsoleReporter console) implements Prompt {
        @Override
        public jplay.runner.connection.Secret secret(String question) {
            console.pauseLive();
            return prompt.secret(question);
        }

        @Override
        public String line(String question) {
            console.pauseLive();
            return prompt.line(question);
        }
    }
}
