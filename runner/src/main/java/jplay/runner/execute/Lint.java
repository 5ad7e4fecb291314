package jplay.runner.execute;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import jplay.runner.model.Play;
import jplay.runner.model.Role;
import jplay.runner.model.Task;
import jplay.runner.plan.Texts;
import jplay.runner.plan.UndefinedCheck;
import jplay.runner.plan.UnusedCheck;
import jplay.runner.source.Inputs;
import jplay.runner.source.Node;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.YamlReader;
import jplay.tasks.Modules;
import org.jspecify.annotations.Nullable;

/** What {@code --syntax-check} says beside errors: what is likely to be a mistake. */
record Lint(Modules modules, RunVariables variables, List<Path> rolesPath, Function<Play, List<String>> hosts) {

    List<Problem> warnings(List<Play> plays) {
        List<Problem> warnings = new ArrayList<>();
        Texts texts = new Texts();
        plays.forEach(play -> collect(play, texts));
        plays.forEach(play -> tasks(play).forEach(task -> tags(play, task, warnings)));
        UnusedCheck unused = new UnusedCheck(texts, warnings::add);
        plays.forEach(unused::play);
        @Nullable Set<String> set = set(plays);
        if (set != null) {
            plays.forEach(play -> new UndefinedCheck(
                    set, (host, task) -> variables.scope(host, play, task.attributes(), Map.of()).vars(), warnings::add)
                    .play(play, hosts.apply(play)));
        }
        return warnings;
    }

    private void collect(Play play, Texts texts) {
        Path directory = SearchPath.playbook(play);
        texts.add(Path.of(play.file()));
        for (String below : List.of("group_vars", "host_vars", "vars", "tasks", "templates")) {
            texts.add(directory.resolve(below));
        }
        for (Role role : play.allRoles()) {
            texts.add(role.path());
        }
        for (Task task : tasks(play)) {
            if (Files.isRegularFile(Path.of(task.span().file()))) {
                texts.add(Path.of(task.span().file()));
            }
            @Nullable Path included = task.shortAction().startsWith("include") ? included(play, task) : null;
            if (included != null) {
                texts.add(included);
            }
        }
    }

    static List<Task> tasks(Play play) {
        List<Task> tasks = new ArrayList<>();
        play.sections().forEach(section -> section.forEach(item -> tasks.addAll(item.tasks())));
        tasks.addAll(play.allHandlers());
        return tasks;
    }

    /** A tag within a file that is included is selected only where the task that includes it is. */
    private void tags(Play play, Task task, List<Problem> warnings) {
        @Nullable Path file = task.shortAction().equals("include_tasks") ? included(play, task) : null;
        List<String> around = task.tags();
        if (file == null || task.arguments().containsKey("apply") || around.contains("always")) {
            return;
        }
        try {
            if (YamlReader.read(file) instanceof Node.Items items) {
                items.items().forEach(each -> unreachable(each, around, task, warnings));
            }
        } catch (ProblemException e) {
            // What is wrong in it is told when it is included.
        }
    }

    private static void unreachable(Node item, List<String> around, Task task, List<Problem> warnings) {
        @Nullable Node tags = item instanceof Node.Dict dict ? dict.get("tags") : null;
        List<Node> each = tags == null ? List.of() : tags instanceof Node.Items many ? many.items() : List.of(tags);
        for (Node node : each) {
            if (node instanceof Node.Scalar tag && !tag.isTemplate() && !List.of("always", "never").contains(tag.text())
                    && !around.contains(tag.text())) {
                warnings.add(Problem.of("unreachable-tag", "--tags " + tag.text() + " does not get here: the task that includes this"
                        + " file, at " + task.span() + ", has not this tag", tag.span(), "give it the tag, or the tag always"));
            }
        }
    }

    /** Names that tasks give a value; null where that cannot be told. */
    private @Nullable Set<String> set(List<Play> plays) {
        Set<String> set = new LinkedHashSet<>();
        for (Play play : plays) {
            if (play.attributes().own("vars_prompt") instanceof Node.Items prompts) {
                prompts.items().forEach(each -> {
                    if (each instanceof Node.Dict dict && dict.get("name") instanceof Node.Scalar name) {
                        set.add(name.text());
                    }
                });
            }
            for (Task task : tasks(play)) {
                boolean includes = task.shortAction().startsWith("include");
                @Nullable Path included = includes ? included(play, task) : null;
                if (includes && included == null || task.shortAction().equals("group_by")
                        || !includes && !task.shortAction().equals("meta") && modules.find(task.action()) == null) {
                    return null;
                }
                if (included != null) {
                    // It may include what is beside it.
                    Texts texts = new Texts();
                    texts.add(Files.isDirectory(included) ? included : included.resolveSibling(""));
                    set.addAll(texts.namesGiven());
                }
                names(task, set);
            }
        }
        return set;
    }

    private static void names(Task task, Set<String> set) {
        if (task.attributes().own("register") instanceof Node.Scalar name) {
            set.add(name.text());
        }
        if (task.shortAction().equals("set_fact") || task.shortAction().equals("add_host")) {
            set.addAll(task.arguments().keySet());
        }
        if (task.attributes().own("loop_control") instanceof Node.Dict control) {
            for (String key : List.of("loop_var", "index_var")) {
                if (control.get(key) instanceof Node.Scalar name) {
                    set.add(name.text());
                }
            }
        }
    }

    /** The file or role that a task includes, where that is known before the run. */
    private @Nullable Path included(Play play, Task task) {
        boolean role = task.shortAction().equals("include_role");
        @Nullable Node node = role
                ? task.arguments().getOrDefault("name", task.arguments().get("role"))
                : task.arguments().getOrDefault("file", task.arguments().get(Task.FREE_FORM));
        if (!(node instanceof Node.Scalar name) || name.isTemplate()) {
            return null;
        }
        List<Path> places = new ArrayList<>();
        if (role) {
            places.add(SearchPath.playbook(play).resolve("roles"));
            places.addAll(rolesPath);
        } else {
            places.addAll(SearchPath.of(play, task.attributes(), task.shortAction().equals("include_vars") ? "vars" : "tasks"));
        }
        return places.stream().map(place -> place.resolve(name.text())).filter(path -> Files.exists(Inputs.at(path))).findFirst().orElse(null);
    }
}
