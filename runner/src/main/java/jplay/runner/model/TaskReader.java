package jplay.runner.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import jplay.runner.known.AnsibleBuiltin;
import jplay.runner.known.AnsibleNames;
import jplay.runner.source.Inputs;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.SourceSpan;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** Reads lists of tasks, blocks and static imports. */
public final class TaskReader {
    private static final int MAX_IMPORTS = 60;
    private final ReadContext context;
    private final RoleReader roles;
    private final Path playbookDirectory;
    private int depth;
    private boolean dynamic;

    public TaskReader(ReadContext context, Path playbookDirectory) {
        this.context = context;
        this.playbookDirectory = playbookDirectory;
        this.roles = new RoleReader(context, this, playbookDirectory);
    }

    public RoleReader roles() {
        return roles;
    }

    /** Reads during a run: what is wrong is thrown, not collected. */
    public <T> T strictly(Supplier<T> read) {
        depth = 0;
        dynamic = true;
        T result = read.get();
        List<Problem> errors = context.problems().takeErrors();
        if (!errors.isEmpty()) {
            throw new ProblemException(errors);
        }
        return result;
    }

    /** Reads a file of tasks. */
    public List<Item> readFile(Path file, Attributes around, boolean handlers) {
        Node node = context.files().read(file);
        Attributes here = new Attributes(around.level(), around.keywords(), around.parent(), around.role(), file.toString(), around.locals());
        return readList(node, here, handlers, "a file of tasks");
    }

    /** Reads a list of tasks; {@code what} names it in messages. */
    public List<Item> readList(@Nullable Node node, Attributes around, boolean handlers, String what) {
        List<Item> items = new ArrayList<>();
        if (node == null || node instanceof Node.Scalar s && s.value() == null) {
            return items;
        }
        if (!(node instanceof Node.Items list)) {
            problem("not-a-list", what + " must be a list of tasks, each beginning with '-'", node.span(), null);
            return items;
        }
        for (Node item : list.items()) {
            try {
                if (item instanceof Node.Dict dict) {
                    items.add(readItem(dict, around, handlers));
                } else if (!(item instanceof Node.Scalar s && s.value() == null)) {
                    problem("not-a-task", "a task must be a dict of a module's name and keywords", item.span(), null);
                }
            } catch (ProblemException e) {
                context.problems().addAll(e.problems());
            }
        }
        return items;
    }

    private Item readItem(Node.Dict dict, Attributes around, boolean handlers) {
        if (dict.get("block") != null) {
            return readBlock(dict, around, handlers);
        }
        for (String lone : List.of("rescue", "always")) {
            Node.Entry entry = dict.entry(lone);
            if (entry != null) {
                throw Problem.of("lone-" + lone, "'" + lone + "' needs a 'block' beside it", entry.key().span()).exception();
            }
        }
        return readTask(dict, around, handlers);
    }

    private Block readBlock(Node.Dict dict, Attributes around, boolean handlers) {
        Map<String, Node> keywords = new LinkedHashMap<>();
        for (Node.Entry entry : dict.entries()) {
            String key = entry.key().text();
            if (!Keywords.BLOCK.contains(key)) {
                unknownKeyword(entry.key(), Keywords.BLOCK, "a block");
            } else if (!Set.of("block", "rescue", "always").contains(key)) {
                keywords.put(key, entry.value());
            }
        }
        new VariableNames(this).check(keywords.get("vars"), "Block");
        Attributes attributes = around.child(Attributes.Level.BLOCK, keywords, around.file());
        return new Block(
                readList(dict.get("block"), attributes, handlers, "'block'"),
                readList(dict.get("rescue"), attributes, handlers, "'rescue'"),
                readList(dict.get("always"), attributes, handlers, "'always'"),
                attributes,
                dict.span());
    }

    private Item readTask(Node.Dict dict, Attributes around, boolean handlers) {
        Set<String> known = handlers ? Keywords.HANDLER : Keywords.TASK;
        Map<String, Node> keywords = new LinkedHashMap<>();
        List<Node.Entry> actions = new ArrayList<>();
        Task.@Nullable Loop loop = null;
        for (Node.Entry entry : dict.entries()) {
            String key = entry.key().text();
            if (key.equals("action") || key.equals("local_action")) {
                actions.add(entry);
            } else if (known.contains(key)) {
                keywords.put(key, key.equals("vars") ? Arguments.oneDict(entry.value()) : entry.value());
                loop = key.equals("loop") ? new Task.Loop("loop", entry.value()) : loop;
            } else if (key.startsWith("with_")) {
                loop = new Task.Loop(key.substring(5), entry.value());
            } else {
                actions.add(entry);
            }
        }
        Node.Entry action = pickAction(actions, dict, known, dynamic || dict.get("when") != null || !around.all("when").isEmpty());
        checkKeywords(keywords);
        return makeTask(action, keywords, loop, around, handlers);
    }

    private Item makeTask(
            Node.Entry entry, Map<String, Node> keywords, Task.@Nullable Loop loop, Attributes around, boolean handlers) {
        String action = entry.key().text();
        Node value = entry.value();
        if (action.equals("action") || action.equals("local_action")) {
            if (action.equals("local_action")) {
                keywords.put("delegate_to", Node.Scalar.text("localhost", entry.key().span()));
            }
            Arguments.Action long_ = Arguments.longForm(value);
            action = long_.name();
            value = long_.arguments();
            if (!isAction(action) && !action.contains("{{")) {
                boolean maybe = dynamic || keywords.containsKey("when") || !around.all("when").isEmpty();
                unknownModule(action, long_.span(), Set.of(), maybe);
            }
        }
        Map<String, Node> arguments = Arguments.read(action, value);
        Arguments.variables(action, arguments, keywords);
        if (keywords.get("args") instanceof Node.Dict args) {
            args.entries().forEach(arg -> arguments.putIfAbsent(arg.key().text(), arg.value()));
        }
        Map<String, SourceSpan> keys = new LinkedHashMap<>();
        for (@Nullable Node written : new @Nullable Node[] {keywords.get("args"), value}) {
            if (written instanceof Node.Dict dict) {
                dict.entries().forEach(each -> keys.put(each.key().text(), each.key().span()));
            }
        }
        Attributes attributes = around.child(Attributes.Level.TASK, keywords, around.file());
        Task task = new Task(action, arguments, loop, handlers, attributes, entry.key().span(), keys);
        if (handlers && List.of("include_role", "import_role").contains(task.shortAction())) {
            problem("handler", "Using '" + task.shortAction() + "' as a handler is not supported.", task.span(),
                    "include the role's tasks, or notify a handler of the role's own");
        }
        boolean flushes = task.shortAction().equals("meta") && task.arguments().get(Task.FREE_FORM) instanceof Node.Scalar what
                && what.text().strip().equals("flush_handlers");
        if (handlers && flushes) {
            problem("handler", "flush_handlers cannot be used as a handler", task.span(), "leave it out: handlers are run already");
        }
        return switch (task.shortAction()) {
            case "import_tasks" -> importTasks(task, around);
            case "include" -> isStatic(task, around) ? importTasks(task, around) : task;
            case "import_role" -> roles.importRole(task, around);
            default -> task;
        };
    }

    /** The old include is an import wherever it can be one. */
    private boolean isStatic(Task task, Attributes around) {
        return !dynamic && task.loop() == null && task.arguments().getOrDefault("file", task.arguments().get(Task.FREE_FORM)) instanceof Node.Scalar file
                && !file.isTemplate() && findTasks(file.text(), around, task.handler() ? "handlers" : "tasks") != null;
    }

    private Item importTasks(Task task, Attributes around) {
        Node file = task.arguments().getOrDefault("file", task.arguments().get(Task.FREE_FORM));
        if (!(file instanceof Node.Scalar scalar)) {
            throw Problem.of("no-file", "import_tasks needs the name of a file", task.span()).exception();
        }
        if (task.loop() != null) {
            throw Problem.of("import-loop", "import_tasks cannot loop: it is read before the run", task.span(),
                    "use include_tasks").exception();
        }
        String name = context.importRenderer().render(scalar.text(), task.attributes());
        Path path = findTasks(name, around, task.handler() ? "handlers" : "tasks");
        if (path == null) {
            throw Problem.of("no-such-file", "there is no file of tasks '" + name + "'", scalar.span(),
                    "looked in " + String.join(", ", taskDirectories(around, "tasks"))).exception();
        }
        if (++depth > MAX_IMPORTS) {
            throw Problem.of("import-cycle", "these imports go round in circles", scalar.span()).exception();
        }
        Attributes attributes = around.child(Attributes.Level.INCLUDE, task.attributes().keywords(), path.toString());
        List<Item> items = readFile(path, attributes, task.handler());
        depth--;
        return Block.of(items, attributes, task.span());
    }

    /** A file of tasks as an import or include names it, or null. */
    public @Nullable Path findTasks(String name, Attributes at, String subdirectory) {
        Path given = Path.of(name);
        if (given.isAbsolute()) {
            return java.nio.file.Files.isRegularFile(Inputs.at(given)) ? given : null;
        }
        for (String directory : taskDirectories(at, subdirectory)) {
            Path path = Path.of(directory).resolve(name).normalize();
            if (java.nio.file.Files.isRegularFile(Inputs.at(path))) {
                return path;
            }
        }
        return null;
    }

    /** Where files of tasks are looked for from a place. */
    public List<String> taskDirectories(Attributes at, String subdirectory) {
        List<String> all = new ArrayList<>();
        Path parent = Path.of(at.file()).getParent();
        all.add(parent == null ? "" : parent.toString());
        Role role = at.role();
        if (role != null) {
            all.add(role.path().resolve(subdirectory).toString());
            all.add(role.path().toString());
        }
        all.add(playbookDirectory.toString());
        return all.stream().distinct().toList();
    }

    private Node.Entry pickAction(List<Node.Entry> actions, Node.Dict dict, Set<String> known, boolean maybe) {
        List<Node.Entry> real = named(actions, this::isAction);
        boolean lacking = real.isEmpty();
        real = lacking ? named(actions, name -> AnsibleNames.has(AnsibleBuiltin.Kind.MODULE, name)) : real;
        if (real.size() > 1) {
            throw Problem.of("two-actions", "a task runs one module, not both " + real.get(0).key().text() + " and "
                    + real.get(1).key().text(), real.get(1).key().span(), "begin the second with '- name:' as a task of its own")
                    .exception();
        }
        if (real.isEmpty() && actions.isEmpty()) {
            throw Problem.of("no-action", "this task runs no module", dict.span(), "add a module's name and its parameters").exception();
        }
        for (Node.Entry entry : actions) {
            if (real.contains(entry)) {
                continue;
            }
            if (real.isEmpty()) {
                unknownModule(entry.key().text(), entry.key().span(), known, false);
            }
            unknownKeyword(entry.key(), known, "a task");
        }
        if (lacking) {
            unknownModule(real.get(0).key().text(), real.get(0).key().span(), known, maybe);
        }
        return real.get(0);
    }

    private static List<Node.Entry> named(List<Node.Entry> entries, Predicate<String> name) {
        return entries.stream().filter(entry -> name.test(entry.key().text())).toList();
    }

    private boolean isAction(String name) {
        String shortName = name.startsWith("ansible.builtin.") ? name.substring(16) : name;
        return name.equals("action") || name.equals("local_action")
                || Keywords.ACTIONS.contains(shortName) || context.isModule().test(name);
    }

    /** Refuses a name; where it may never be reached, and Ansible knows it, warns of it. */
    private void unknownModule(String name, SourceSpan span, Set<String> keywords, boolean maybe) {
        if (AnsibleNames.has(AnsibleBuiltin.Kind.MODULE, name)) {
            Problem lacking = Problem.of("unknown-module", AnsibleNames.none(AnsibleBuiltin.Kind.MODULE, name, ""), span,
                    maybe ? "where it is reached, it fails" : "'jplay doc' lists the modules");
            if (!maybe) {
                throw lacking.exception();
            }
            context.problems().warn(lacking);
            return;
        }
        List<String> candidates = new ArrayList<>(context.moduleNames());
        candidates.addAll(Keywords.ACTIONS);
        @Nullable String module = Names.closest(name, candidates);
        @Nullable String keyword = Names.closest(name, keywords);
        @Nullable String close = module != null ? module : keyword;
        throw Problem.of("unknown-module", "there is no module '" + name + "'", span,
                close == null ? "'jplay doc' lists the modules" : "did you mean '" + close + "'?").exception();
    }

    void unknownKeyword(Node.Scalar key, Set<String> known, String where) {
        @Nullable String close = Names.closest(key.text(), known);
        problem("unknown-keyword", "'" + key.text() + "' is no keyword of " + where, key.span(),
                Keywords.REFUSED.containsKey(key.text()) ? Keywords.REFUSED.get(key.text())
                        : close == null ? null : "did you mean '" + close + "'?");
    }

    private void checkKeywords(Map<String, Node> keywords) {
        if (keywords.get("loop_control") instanceof Node.Dict control) {
            for (Node.Entry entry : control.entries()) {
                if (!Keywords.LOOP_CONTROL.contains(entry.key().text())) {
                    unknownKeyword(entry.key(), Keywords.LOOP_CONTROL, "loop_control");
                }
            }
        }
        new VariableNames(this).check(keywords.get("vars"), "Task");
        if (keywords.get("register") instanceof Node.Scalar name && !name.isTemplate() && !VariableNames.isValid(name.text())) {
            problem("variable-name", "Invalid variable name in 'register' specified: '" + name.text() + "'", name.span(),
                    VariableNames.RULE);
        }
    }

    void problem(String code, String message, SourceSpan span, @Nullable String help) {
        context.problems().add(Problem.of(code, message, span, help));
    }
}
