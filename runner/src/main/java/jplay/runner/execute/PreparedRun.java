package jplay.runner.execute;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import jplay.runner.connection.CommandConnector;
import jplay.runner.connection.Connectors;
import jplay.runner.connection.LocalConnector;
import jplay.runner.connection.ssh.SshConnector;
import jplay.runner.connection.ssh.SshOptions;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.Redactor;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Scope;
import jplay.runner.inventory.HostPatterns;
import jplay.runner.inventory.Inventory;
import jplay.runner.inventory.InventoryLoader;
import jplay.runner.inventory.LiveInventory;
import jplay.runner.keep.Book;
import jplay.runner.keep.Refusal;
import jplay.runner.model.Attributes;
import jplay.runner.model.Play;
import jplay.runner.model.Task;
import jplay.runner.model.PlaybookReader;
import jplay.runner.model.ReadContext;
import jplay.runner.plan.StaticCheck;
import jplay.runner.source.Inputs;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.Problems;
import jplay.runner.source.YamlReader;
import jplay.runner.template.TemplateException;
import jplay.runner.template.Templates;
import jplay.runner.vars.ExtraVars;
import jplay.runner.vars.FactsCache;
import jplay.runner.vars.HostLayers;
import jplay.runner.vars.HostState;
import jplay.runner.vars.Layer;
import jplay.runner.vars.Level;
import jplay.runner.vars.VarsFile;
import jplay.runner.vars.InventoryPrinter;
import jplay.runner.vars.VarsFiles;
import jplay.runner.vars.VarsScope;
import jplay.runner.vault.VaultOpener;
import jplay.tasks.Modules;
import jplay.tasks.contract.Names;
import jplay.tasks.contract.ShellLibrary;
import jplay.tasks.contract.Pending;
import org.jspecify.annotations.Nullable;

/** Everything that was read for a run, checked, and not yet begun: no host has been connected to. */
public final class PreparedRun {
    private final RunOptions options;
    private final Sources sources;
    private final Problems problems = new Problems();
    private final Templates templates = new Templates();
    private final Modules modules = Modules.load();
    private final LiveInventory inventory;
    private final HostLayers hostLayers;
    private final RunVariables variables;
    private final ReadContext reading;
    private final StaticCheck check;
    private final InventoryHosts hosts;
    private final Layer extra;
    private final List<Play> plays = new ArrayList<>();
    private final AtomicReference<@Nullable Pending> onControl = new AtomicReference<>();

    /**
     * Where a run is read from.
     *
     * @param inventories as {@code -i} names them
     * @param modulePath directories with executables to be used as modules
     * @param extraVars as {@code -e} gives them
     * @param factsDirectory where facts are kept between runs, or null
     */
    public record Sources(
            List<Path> playbooks, List<String> inventories, List<Path> rolesPath, List<Path> modulePath,
            List<String> extraVars,
            @Nullable Path factsDirectory, Duration factsTimeout, VaultOpener vault) {}

    private PreparedRun(RunOptions options, Sources sources) {
        this.options = options;
        this.sources = sources;
        VaultOpener vault = sources.vault();
        VarsFile files = new VarsFile(vault);
        this.inventory = new LiveInventory(InventoryLoader.load(
                sources.inventories(), vault, problems));
        Path playbookDirectory = sources.playbooks().isEmpty() ? Path.of("") : parent(sources.playbooks().get(0));
        this.hostLayers = new HostLayers(
                inventory, InventoryLoader.directories(sources.inventories()), playbookDirectory, files);
        HostState learnt = new HostState(new FactsCache(
                sources.factsDirectory(), sources.factsTimeout(), InstantSource.system(), problems));
        if (sources.factsDirectory() != null) {
            Inputs.elsewhere();
        }
        this.extra = ExtraVars.parse(sources.extraVars(), files);
        this.hosts = new InventoryHosts(inventory, problems::warn);
        this.variables = new RunVariables(
                inventory, sources.inventories(), hostLayers, learnt, extra, vault, options, (play, at) -> new World(play, at, templates, vault, hosts, onControl::get));
        this.check = new StaticCheck(modules, new TemplateSyntax(templates, vault), problems);
        if (!options.defaults().missingHandlers()) {
            check.trustHandlers();
        }
        this.reading = new ReadContext(
                sources.rolesPath(), modules.names(), name -> modules.find(name) != null, this::renderImport,
                file -> YamlReader.parse(vault.openFile(YamlReader.text(file), file.toString()), file.toString(), problems::warn), this::addLibrary, problems);
        sources.modulePath().forEach(this::addLibrary);
        read(files);
    }

    /**
     * Reads and checks all.
     *
     * @throws jplay.runner.source.ProblemException with everything that is wrong
     */
    public static PreparedRun prepare(RunOptions options, Sources sources) {
        PreparedRun run = new PreparedRun(options, sources);
        run.problems.throwIfAny();
        run.refuseEmptyLimit();
        run.problems.throwIfAny();
        return run;
    }

    /** Reads the inventory, and makes a play of one task. */
    public static PreparedRun prepareTask(RunOptions options, Sources sources, String pattern, String module, String arguments,
            Map<String, String> keywords) {
        PreparedRun run = new PreparedRun(options, sources);
        run.problems.throwIfAny();
        run.refuseEmptyLimit();
        Play play = AdHocPlay.of(run.reading, pattern, module, arguments, keywords);
        run.problems.throwIfAny();
        run.check.play(play);
        run.plays.add(play);
        run.problems.throwIfAny();
        return run;
    }

    private static Path parent(Path file) {
        Path parent = file.getParent();
        return parent == null ? Path.of("") : parent;
    }

    private void read(VarsFile files) {
        PlaybookReader reader = new PlaybookReader(reading);
        sources.playbooks().forEach(playbook -> plays.addAll(reader.read(playbook)));
        if (problems.hasErrors()) {
            plays.forEach(check::play);
            return;
        }
        for (Play play : plays) {
            check.play(play);
            @Nullable Node varsFiles = play.attributes().own("vars_files");
            if (varsFiles != null && varsFiles.value() != null) {
                VarsFiles read = new VarsFiles(files, parent(Path.of(play.file())));
                Layer layer = read.read(varsFiles, name -> name.isTemplate() ? null : name.text());
                if (isTemplated(varsFiles)) {
                    variables.addPlayFiles(play, new PlayFiles(read, templates, varsFiles));
                } else {
                    variables.addPlayLayers(play, List.of(layer));
                }
            }
        }
        plays.forEach(new TemplateFiles(templates, problems)::check);
        List<String> asked = new ArrayList<>(options.tags());
        asked.addAll(options.skipTags());
        check.tags(plays, asked);
        hostLayers.check(inventory.current().hosts().stream().map(host -> host.name()).toList(), problems);
    }

    private void addLibrary(Path directory) {
        if (Files.isDirectory(Inputs.at(directory))) {
            // What its modules are is read elsewhere.
            Inputs.elsewhere();
        }
        modules.addLibrary(directory);
    }

    /** Names of files may use what is known before the run: extra vars and the play's own. */
    private String renderImport(String text, Attributes at) {
        if (!Node.Scalar.isTemplate(text)) {
            return text;
        }
        Play play = new Play(at, List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), null, at.file(),
                jplay.runner.source.SourceSpan.file(at.file()));
        try {
            return String.valueOf(templates.render(text, scope(play, at)));
        } catch (ExpressionException | TemplateException e) {
            throw Problem.of("import", "the name of an import must be known before the run: " + (e instanceof ExpressionException x ? x.message() : e.getMessage()),
                    jplay.runner.source.SourceSpan.file(at.file()), "use include_tasks or include_role").exception();
        }
    }

    private static boolean isTemplated(Node node) {
        return node instanceof Node.Items items ? items.items().stream().anyMatch(PreparedRun::isTemplated)
                : node instanceof Node.Scalar scalar && scalar.isTemplate();
    }

    /** For what is evaluated before the run; it may ask anything. */
    private Scope scope(Play play, Attributes at) {
        Inputs.elsewhere();
        return variables.scope("localhost", play, at, Map.of());
    }

    public List<Play> plays() {
        return plays;
    }

    /** What is likely to be a mistake: for {@code --syntax-check}, which has the time to look. */
    public List<Problem> suspicions() {
        List<Path> roles = new ArrayList<>(sources.rolesPath());
        return new Lint(modules, variables, roles, this::hosts).warnings(plays);
    }

    /** Warnings so far. */
    public List<Problem> warnings() {
        return problems.warnings();
    }

    public LiveInventory inventory() {
        return inventory;
    }

    /** The hosts that a play would run on. */
    public List<String> hosts(Play play) {
        return hosts.select(play.hosts(), options.limit(), null);
    }

    /** Refuses a limit that leaves none of the inventory's hosts. */
    private void refuseEmptyLimit() {
        if (options.limit() != null && !inventory.current().hosts().isEmpty()
                && new InventoryHosts(inventory, problem -> { }).select(List.of("all"), options.limit(), null).isEmpty()) {
            problems.add(Problem.of("no-hosts-left",
                    "Specified inventory, host pattern and/or --limit leaves us with no hosts to target.", null,
                    "no host of the inventory is matched by '" + options.limit() + "'"));
        }
    }

    /** A host's variables outside any task. */
    public VarsScope hostScope(String host) {
        if (inventory.current().host(host) == null) {
            @Nullable String close = Names.closest(host, inventory.current().hosts().stream().map(each -> each.name()).toList());
            throw Problem.of("no-such-host", "the inventory has no host '" + host + "'", null,
                    close == null ? null : "did you mean '" + close + "'?").exception();
        }
        return variables.ofHost(host, AdHocPlay.none());
    }

    public InventoryPrinter inventoryPrinter() {
        return new InventoryPrinter(inventory.current(), hostLayers, extra.values());
    }

    /** Whether {@code -e} gives a variable. */
    public boolean hasExtraVar(String name) {
        return extra.values().containsKey(name);
    }

    /** The variables that {@code -e} gives, unrendered. */
    public Map<String, @Nullable Object> extraVars() {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        extra.values().forEach((name, value) -> values.put(name, value.raw()));
        return values;
    }

    /** A task's tags, as far as their templates can be rendered before the run. */
    public List<String> tags(Play play, Task task) {
        List<String> tags = new ArrayList<>();
        for (String tag : task.tags()) {
            try {
                Object value = Node.Scalar.isTemplate(tag) ? templates.render(tag, scope(play, task.attributes())) : tag;
                if (value instanceof List<?> list) {
                    list.forEach(each -> tags.add(String.valueOf(each)));
                } else {
                    tags.addAll(List.of(String.valueOf(value).split(",")));
                }
            } catch (ExpressionException | TemplateException e) {
                tags.add(tag);
            }
        }
        return tags;
    }

    /** Whether a task's tags are selected. */
    public boolean selects(List<String> tags) {
        return Tags.of(options.tags(), options.skipTags()).selects(tags);
    }

    /**
     * An engine that can run it.
     *
     * @param ask asks the user for a line
     * @param redactor takes the secrets that become known
     * @param book is told what tasks decide
     * @param refused hosts that are left as they are, and why
     */
    public Engine engine(Listener listener, UnaryOperator<String> ask, Redactor redactor, Book book, Map<String, Refusal> refused) {
        problems.takeWarnings().forEach(problem -> listener.on(new Event.Warning(problem)));
        String library = ShellLibrary.text();
        Connectors connectors = new Connectors(Map.of(
                "ssh", new SshConnector(SshOptions.standard(library)), "local", new LocalConnector(library), "command", new CommandConnector(library)));
        Consumer<Problem> warn = once(listener);
        Engine engine = new Engine(new Engine.Parts(
                options, modules, variables, templates, new InventoryHosts(inventory, once(listener), this::readInventory), connectors, new ControlHttp(), reading, items -> {
                    Problems found = new Problems();
                    new StaticCheck(modules, new TemplateSyntax(templates, sources.vault()), found).included(items);
                    problems.takeWarnings().forEach(warn);
                    found.warnings().forEach(warn);
                    found.throwIfAny();
                }, ask, redactor, book, refused), listener);
        onControl.set(options.check() ? engine.pendingOnControl() : null);
        return engine;
    }

    private Inventory readInventory() {
        Problems found = new Problems();
        Inventory fresh = InventoryLoader.load(sources.inventories(), sources.vault(), found);
        found.throwIfAny();
        return fresh;
    }

    private static Consumer<Problem> once(Listener listener) {
        Set<Problem> said = ConcurrentHashMap.newKeySet();
        return problem -> {
            if (said.add(problem)) {
                listener.on(new Event.Warning(problem));
            }
        };
    }

    /** Adds the answers to a play's {@code vars_prompt}. */
    public void addPrompted(Play play, Map<String, String> answers) {
        Objects.requireNonNull(play);
        variables.addPlayLayers(play, List.of(Layer.of(Level.PLAY_PROMPT, answers, "vars_prompt")));
    }

    static HostPatterns.Order order(@Nullable String name) {
        return name == null || name.isEmpty() || name.equals("inventory")
                ? HostPatterns.Order.INVENTORY
                : HostPatterns.Order.valueOf(name.toUpperCase(java.util.Locale.ROOT));
    }
}
