package jplay.runner.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import jplay.runner.source.Inputs;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.SourceSpan;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** Reads roles with their dependencies. */
public final class RoleReader {
    private final ReadContext context;
    private final TaskReader tasks;
    private final Path playbookDirectory;

    RoleReader(ReadContext context, TaskReader tasks, Path playbookDirectory) {
        this.context = context;
        this.tasks = tasks;
        this.playbookDirectory = playbookDirectory;
    }

    /**
     * Which files of the role are used.
     *
     * @param validate whether its arguments are checked first
     */
    public record From(String tasks, String vars, String defaults, String handlers, boolean validate) {
        public static final From MAIN = new From("main", "main", "main", "main", true);
    }

    /** Reads a play's {@code roles} or a role's {@code dependencies}. */
    List<Role.RoleBlock> readList(@Nullable Node node, Attributes around, @Nullable Role caller) {
        List<Role.RoleBlock> blocks = new ArrayList<>();
        if (node == null || node instanceof Node.Scalar s && s.value() == null) {
            return blocks;
        }
        if (!(node instanceof Node.Items list)) {
            throw Problem.of("roles", "roles must be a list", node.span(), "write - NAME, one a line").exception();
        }
        for (Node item : list.items()) {
            try {
                blocks.add(readUse(item, around, caller));
            } catch (ProblemException e) {
                context.problems().addAll(e.problems());
            }
        }
        return blocks;
    }

    private Role.RoleBlock readUse(Node item, Attributes around, @Nullable Role caller) {
        Map<String, Node> keywords = new LinkedHashMap<>();
        List<Node.Entry> params = new ArrayList<>();
        Node.@Nullable Dict use = null;
        Node.@Nullable Scalar name = item instanceof Node.Scalar scalar ? scalar : null;
        if (item instanceof Node.Dict dict) {
            for (Node.Entry entry : dict.entries()) {
                switch (entry.key().text()) {
                    case "role", "name" -> name = entry.value() instanceof Node.Scalar s ? s : null;
                    case "src", "version", "scm" -> { }
                    default -> {
                        if (entry.key().text().equals("vars") && entry.value() instanceof Node.Dict vars) {
                            use = vars;
                        } else if (Keywords.ROLE.contains(entry.key().text())) {
                            keywords.put(entry.key().text(), entry.value());
                        } else {
                            params.add(entry);
                        }
                    }
                }
            }
        }
        if (name == null) {
            throw Problem.of("no-role-name", "a role needs its name", item.span(), "write role: NAME").exception();
        }
        String text = context.importRenderer().render(name.text(), around);
        Node.@Nullable Dict given = params.isEmpty() ? null : new Node.Dict(params, item.span());
        String key = text + "|" + (given == null ? "" : given.value()) + "|" + (use == null ? "" : use.value()) + "|" + values(keywords);
        return read(text, name.span(), keywords, given, use, around, caller, From.MAIN, key);
    }

    private static String values(Map<String, Node> keywords) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        keywords.forEach((keyword, node) -> values.put(keyword, node.value()));
        return values.isEmpty() ? "" : values.toString();
    }

    /** {@code import_role}: the role's tasks in place. */
    Item importRole(Task task, Attributes around) {
        if (task.loop() != null) {
            throw Problem.of("import-loop", "import_role cannot loop: it is read before the run", task.span(), "use include_role").exception();
        }
        Node name = task.arguments().getOrDefault("name", task.arguments().get("role"));
        if (!(name instanceof Node.Scalar scalar)) {
            throw Problem.of("no-role-name", "import_role needs 'name'", task.span()).exception();
        }
        String text = context.importRenderer().render(scalar.text(), task.attributes());
        // As with a role of the play, its vars are there for the whole play.
        Node.@Nullable Dict use = task.attributes().own("vars") instanceof Node.Dict vars ? vars : null;
        Role.RoleBlock block = read(text, scalar.span(), task.attributes().keywords(), null, use, around, around.role(),
                from(task.arguments()), "import");
        imported.add(block);
        List<Item> items = new ArrayList<>();
        block.addTo(items, new java.util.HashSet<>());
        return Block.of(items, around, task.span());
    }

    private final List<Role.RoleBlock> imported = new ArrayList<>();

    /** The roles that {@code import_role} brought since this was last asked, for their handlers and variables. */
    public List<Role.RoleBlock> takeImported() {
        List<Role.RoleBlock> taken = new ArrayList<>(imported);
        imported.clear();
        return taken;
    }

    /** The {@code …_from} arguments. */
    public static From from(Map<String, Node> arguments) {
        return new From(
                text(arguments, "tasks_from"), text(arguments, "vars_from"),
                text(arguments, "defaults_from"), text(arguments, "handlers_from"),
                !(arguments.get("rolespec_validate") instanceof Node.Scalar s) || !Boolean.FALSE.equals(s.value()));
    }

    private static String text(Map<String, Node> arguments, String name) {
        return arguments.get(name) instanceof Node.Scalar scalar ? scalar.text() : "main";
    }

    /** Reads a role as a place uses it. */
    public Role.RoleBlock read(
            String name, SourceSpan used, Map<String, Node> keywords, Node.@Nullable Dict params, Node.@Nullable Dict use, Attributes around,
            @Nullable Role caller, From from, String key) {
        refuseCycle(name, used, caller);
        Path path = context.findRole(name, playbookDirectory);
        if (path == null) {
            @Nullable String close = Names.closest(name, context.roleNames(playbookDirectory));
            List<String> looked = context.roleDirectories(playbookDirectory).stream().map(Path::toString).toList();
            throw Problem.of("unknown-role", "there is no role '" + name + "'", used,
                    close != null ? "did you mean '" + close + "'?" : "looked in " + String.join(", ", looked)).exception();
        }
        context.library().accept(path.resolve("library"));
        String shortName = String.valueOf(path.getFileName());
        Role bare = new Role(shortName, path, dict(path, "defaults", from.defaults()), dict(path, "vars", from.vars()),
                params, use, List.of(), false, caller, used);
        Node.@Nullable Dict meta = dict(path, "meta", "main");
        Role role = bare;
        if (meta != null) {
            Attributes outside = new Attributes(Attributes.Level.ROLE, keywords, around, caller, around.file());
            List<Role.RoleBlock> dependencies = readList(meta.get("dependencies"), outside, bare);
            boolean duplicates = meta.get("allow_duplicates") instanceof Node.Scalar s && Boolean.TRUE.equals(s.value());
            role = new Role(shortName, path, bare.defaults(), bare.vars(), params, use, dependencies, duplicates, caller, used);
        }
        return block(role, keywords, around, from, key);
    }

    private Role.RoleBlock block(Role role, Map<String, Node> keywords, Attributes around, From from, String key) {
        Path main = file(role.path(), "tasks", from.tasks());
        if (main == null && !from.tasks().equals("main")) {
            throw Problem.of("no-such-file", "role '" + role.name() + "' has no tasks/" + from.tasks(), role.used()).exception();
        }
        String file = main == null ? role.path().resolve("tasks/main.yml").toString() : main.toString();
        Attributes attributes = new Attributes(Attributes.Level.ROLE, keywords, around, role, file);
        List<Item> items = new ArrayList<>();
        ArgumentSpecs.validation(role, dict(role.path(), "meta", "argument_specs"), dict(role.path(), "meta", "main"), from.tasks(), attributes)
                .filter(task -> from.validate()).ifPresent(items::add);
        items.addAll(main == null ? List.of() : tasks.readFile(main, attributes, false));
        Path handlerFile = file(role.path(), "handlers", from.handlers());
        List<Task> handlers = new ArrayList<>();
        if (handlerFile != null) {
            tasks.readFile(handlerFile, attributes, true).forEach(item -> handlers.addAll(item.tasks()));
        }
        return new Role.RoleBlock(role, Block.of(items, attributes, role.used()), handlers, key);
    }

    private static void refuseCycle(String name, SourceSpan used, @Nullable Role caller) {
        List<String> trail = new ArrayList<>();
        for (Role at = caller; at != null; at = at.caller()) {
            trail.add(at.name());
            if (at.name().equals(name) && trail.size() > 20 || at.name().equals(name) && at.params() == null && used.file().endsWith("meta/main.yml")) {
                java.util.Collections.reverse(trail);
                throw Problem.of("role-cycle", "role '" + name + "' depends on itself: "
                        + String.join(" → ", trail) + " → " + name, used).exception();
            }
        }
    }

    private Node.@Nullable Dict dict(Path role, String directory, String name) {
        Path file = file(role, directory, name);
        if (file == null) {
            return directory(role.resolve(directory).resolve(name));
        }
        Node node = context.files().read(file);
        return switch (node) {
            case null -> null;
            case Node.Dict dict -> dict;
            case Node.Scalar s when s.value() == null -> null;
            default -> throw Problem.of("not-a-dict", "this file must be a dict of names and values", node.span()).exception();
        };
    }

    /** A directory {@code defaults/main/} of files, merged in the order of their names. */
    private Node.@Nullable Dict directory(Path directory) {
        if (!Files.isDirectory(Inputs.at(directory))) {
            return null;
        }
        Map<String, Node.Entry> all = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.sorted().toList()) {
                if (file.toString().matches(".*\\.(ya?ml|json)") && context.files().read(file) instanceof Node.Dict dict) {
                    dict.entries().forEach(entry -> all.put(entry.key().text(), entry));
                }
            }
        } catch (IOException e) {
            throw Problem.of("unreadable", "cannot read " + directory + ": " + e.getMessage(), null).exception();
        }
        return new Node.Dict(new ArrayList<>(all.values()), SourceSpan.file(directory.toString()));
    }

    private static @Nullable Path file(Path role, String directory, String name) {
        for (String ending : List.of("", ".yml", ".yaml", ".json")) {
            Path file = role.resolve(directory).resolve(name + ending);
            if (Files.isRegularFile(Inputs.at(file))) {
                return file;
            }
        }
        return null;
    }
}
