package jplay.runner.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.source.Inputs;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.SourceSpan;
import jplay.tasks.contract.Names;
import org.jspecify.annotations.Nullable;

/** Reads playbooks, with those they import. All that is wrong is collected in the context's problems. */
public final class PlaybookReader {
    private static final Set<String> IMPORTS = Set.of("import_playbook", "ansible.builtin.import_playbook");
    private static final Set<String> IMPORT_KEYWORDS =
            Set.of("import_playbook", "ansible.builtin.import_playbook", "name", "vars", "when", "tags");

    private final ReadContext context;

    public PlaybookReader(ReadContext context) {
        this.context = context;
    }

    /** The plays of a playbook. */
    public List<Play> read(Path file) {
        List<Play> plays = new ArrayList<>();
        try {
            read(file, null, null, plays, new ArrayList<>(), null);
        } catch (ProblemException e) {
            context.problems().addAll(e.problems());
        }
        return plays;
    }

    private void read(
            Path file, @Nullable Attributes around, Node.@Nullable Dict vars, List<Play> into, List<Path> open,
            @Nullable SourceSpan from) {
        if (open.contains(file)) {
            throw Problem.of("import-cycle", "these imports go round in circles: " + file + " is being read already", from).exception();
        }
        open.add(file);
        context.library().accept(file.resolveSibling("library"));
        Node node = context.files().read(file);
        if (node == null) {
            throw Problem.of("empty-playbook", "this playbook is empty", SourceSpan.file(file.toString()),
                    "a playbook is a list of plays: - hosts: …").exception();
        }
        if (!(node instanceof Node.Items list)) {
            throw Problem.of("not-a-playbook", "a playbook must be a list of plays", node.span(), "begin each play with '- hosts: …'").exception();
        }
        for (Node item : list.items()) {
            try {
                readEntry(item, file, around, vars, into, open);
            } catch (ProblemException e) {
                context.problems().addAll(e.problems());
            }
        }
        open.remove(file);
    }

    private void readEntry(
            Node item, Path file, @Nullable Attributes around, Node.@Nullable Dict vars, List<Play> into, List<Path> open) {
        if (!(item instanceof Node.Dict dict)) {
            throw Problem.of("not-a-play", "a play must be a dict of keywords", item.span(), "a play needs hosts: and tasks: or roles:").exception();
        }
        for (String keyword : IMPORTS) {
            Node.Entry entry = dict.entry(keyword);
            if (entry != null) {
                importPlaybook(entry, dict, file, around, vars, into, open);
                return;
            }
        }
        into.add(readPlay(dict, file, around, vars));
    }

    private void importPlaybook(
            Node.Entry entry, Node.Dict dict, Path file, @Nullable Attributes around, Node.@Nullable Dict outer,
            List<Play> into, List<Path> open) {
        Map<String, Node> keywords = new LinkedHashMap<>();
        for (Node.Entry other : dict.entries()) {
            if (!IMPORT_KEYWORDS.contains(other.key().text())) {
                unknown(other.key(), IMPORT_KEYWORDS, "import_playbook");
            } else if (Set.of("when", "tags").contains(other.key().text())) {
                keywords.put(other.key().text(), other.value());
            }
        }
        if (!(entry.value() instanceof Node.Scalar name)) {
            throw Problem.of("no-file", "import_playbook needs the name of a file", entry.key().span()).exception();
        }
        Attributes attributes = new Attributes(Attributes.Level.INCLUDE, keywords, around, null, file.toString());
        Path path = resolve(context.importRenderer().render(name.text(), attributes), file);
        if (!java.nio.file.Files.isRegularFile(Inputs.at(path))) {
            throw Problem.of("no-such-file", "there is no playbook '" + path + "'", name.span()).exception();
        }
        read(path, attributes, merge(outer, dict.get("vars") instanceof Node.Dict vars ? vars : null), into, open, name.span());
    }

    private static Path resolve(String name, Path file) {
        Path given = Path.of(name);
        Path parent = file.getParent();
        return given.isAbsolute() || parent == null ? given : parent.resolve(given).normalize();
    }

    private static Node.@Nullable Dict merge(Node.@Nullable Dict outer, Node.@Nullable Dict inner) {
        if (outer == null || inner == null) {
            return outer == null ? inner : outer;
        }
        Map<String, Node.Entry> all = new LinkedHashMap<>();
        inner.entries().forEach(entry -> all.put(entry.key().text(), entry));
        outer.entries().forEach(entry -> all.put(entry.key().text(), entry));
        return new Node.Dict(new ArrayList<>(all.values()), inner.span());
    }

    /** Reads one play. */
    public Play readPlay(Node.Dict dict, Path file, @Nullable Attributes around, Node.@Nullable Dict importVars) {
        Map<String, Node> keywords = new LinkedHashMap<>();
        Set<String> sections = Set.of("roles", "tasks", "pre_tasks", "post_tasks", "handlers");
        for (Node.Entry entry : dict.entries()) {
            String key = entry.key().text();
            if (!Keywords.PLAY.contains(key)) {
                unknown(entry.key(), Keywords.PLAY, "a play");
            } else if (!sections.contains(key)) {
                keywords.put(key.equals("user") ? "remote_user" : key, entry.value());
            }
        }
        checkHosts(dict);
        Attributes attributes = new Attributes(Attributes.Level.PLAY, keywords, around, null, file.toString());
        Path parent = file.getParent();
        TaskReader tasks = new TaskReader(context, parent == null ? Path.of("") : parent);
        new VariableNames(tasks).check(keywords.get("vars"), "Play");
        List<Role.RoleBlock> roles = tasks.roles().readList(dict.get("roles"), attributes, null);
        List<Item> pre = tasks.readList(dict.get("pre_tasks"), attributes, false, "'pre_tasks'");
        List<Item> main = tasks.readList(dict.get("tasks"), attributes, false, "'tasks'");
        List<Item> post = tasks.readList(dict.get("post_tasks"), attributes, false, "'post_tasks'");
        List<Task> handlers = new ArrayList<>();
        List<Role.RoleBlock> imported = tasks.roles().takeImported();
        imported.forEach(role -> handlers.addAll(role.allHandlers()));
        tasks.readList(dict.get("handlers"), attributes, true, "'handlers'").forEach(item -> handlers.addAll(item.tasks()));
        return new Play(attributes, roles, imported, pre, main, post, handlers, importVars, file.toString(), dict.span());
    }

    private void checkHosts(Node.Dict dict) {
        Node.Entry hosts = dict.entry("hosts");
        if (hosts == null) {
            throw Problem.of("no-hosts", "this play has no 'hosts'", dict.span(), "add hosts: all (or a group's name)").exception();
        }
        boolean empty = switch (hosts.value()) {
            case Node.Scalar scalar -> scalar.text().isBlank();
            case Node.Items items -> items.items().isEmpty();
            case Node.Dict d -> true;
        };
        if (empty) {
            throw Problem.of("no-hosts", "'hosts' is empty", hosts.key().span(), "name a group, a host or all").exception();
        }
    }

    private void unknown(Node.Scalar key, Set<String> known, String where) {
        @Nullable String close = Names.closest(key.text(), known);
        context.problems().add(Problem.of("unknown-keyword", "'" + key.text() + "' is no keyword of " + where, key.span(),
                Keywords.REFUSED.containsKey(key.text()) ? Keywords.REFUSED.get(key.text())
                        : close == null ? null : "did you mean '" + close + "'?"));
    }
}
