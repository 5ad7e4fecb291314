package jplay.runner.execute;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.event.Event;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.ExpressionException;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Undefined;
import jplay.runner.expression.Unknown;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.ProblemException;
import jplay.runner.source.YamlReader;
import jplay.runner.template.TemplateException;
import jplay.tasks.contract.Answer;
import jplay.tasks.contract.Content;
import jplay.tasks.contract.Control;
import jplay.tasks.contract.ModuleFailure;
import jplay.tasks.read.FilePaths;
import jplay.tasks.read.FileState;
import jplay.tasks.contract.Output;
import org.jspecify.annotations.Nullable;

/** What a module may ask of the control machine, for one task on one host. */
final class TaskControl implements Control {
    private final RunContext context;
    private final PlayContext play;
    private final Task task;
    private final Scope scope;
    private final String on;
    private final boolean check;

    TaskControl(RunContext context, PlayContext play, Task task, Scope scope, String on, boolean check) {
        this.context = context;
        this.play = play;
        this.task = task;
        this.scope = scope;
        this.on = on;
        this.check = check;
    }

    @Override
    public Path find(String name, String subdirectory) {
        @Nullable Path found = findOrNull(name, subdirectory);
        if (found == null) {
            throw new ModuleFailure("Could not find or access '" + name + "' on the control machine; looked in "
                    + String.join(", ", directories(subdirectory).stream().map(Path::toString).toList()));
        }
        return found;
    }

    @Override
    public @Nullable Path findOrNull(String name, String subdirectory) {
        String expanded = name.startsWith("~/") ? System.getProperty("user.home") + name.substring(1) : name;
        Path given = Path.of(expanded);
        if (given.isAbsolute()) {
            return exists(given) ? given : null;
        }
        for (Path directory : directories(subdirectory)) {
            Path path = directory.resolve(expanded);
            if (exists(path)) {
                return path;
            }
        }
        return null;
    }

    /** Whether it is there, or would be by now. */
    private boolean exists(Path path) {
        @Nullable FileState foreseen = foretold(path);
        return foreseen != null || Files.exists(path) && !(check && pending(path) instanceof Answer.Absent);
    }

    private @Nullable Answer<?> pending(Path path) {
        return context.pendingOnControl().get(FilePaths.subject(path.toAbsolutePath().normalize().toString()));
    }

    private @Nullable FileState foretold(Path path) {
        return check && pending(path) instanceof Answer.Known<?>(FileState state) ? state : null;
    }

    @Override
    public @Nullable Foreseen foreseen(Path file) {
        @Nullable FileState state = foretold(file);
        if (state == null || state.isDirectory() && Files.isDirectory(file)) {
            return null;
        }
        if (state.content() == null) {
            return new Foreseen(Content.unknown("what is in " + file + " is known only when it is there"), state.mode());
        }
        return new Foreseen(state.content(), state.mode());
    }

    @Override
    public Content open(Path file) {
        @Nullable Foreseen foreseen = foreseen(file);
        if (foreseen != null) {
            return foreseen.content();
        }
        byte[] opened = scope.environment().opened(file);
        return opened == null ? Control.super.open(file) : Content.of(opened);
    }

    private List<Path> directories(String subdirectory) {
        return SearchPath.of(play.play(), task.attributes(), subdirectory);
    }

    @Override
    public String render(Path template, Map<String, Object> extra, TemplateOptions options) {
        try {
            Scope with = extra.isEmpty() ? scope : scope.with(new ManagedText(context, scope).in(extra, template));
            Object text = context.templates().renderFileValue(template, scope.environment().readFile(template), with, options(options));
            if (text instanceof Unknown unknown) {
                throw new NotKnown(unknown);
            }
            return String.valueOf(text);
        } catch (TemplateException e) {
            throw new ModuleFailure(Evaluator.message(Spans.problem(e).exception()));
        } catch (ProblemException e) {
            throw new ModuleFailure(Evaluator.message(e));
        } catch (ExpressionException e) {
            throw new ModuleFailure(template + ": " + e.message());
        }
    }

    private static jplay.runner.template.TemplateOptions options(TemplateOptions o) {
        jplay.runner.template.TemplateOptions d = jplay.runner.template.TemplateOptions.DEFAULT;
        return new jplay.runner.template.TemplateOptions(
                o.trimBlocks(), o.lstripBlocks(), o.newline(),
                or(o.variableStart(), d.variableStart()), or(o.variableEnd(), d.variableEnd()),
                or(o.blockStart(), d.blockStart()), or(o.blockEnd(), d.blockEnd()),
                or(o.commentStart(), d.commentStart()), or(o.commentEnd(), d.commentEnd()));
    }

    private static String or(@Nullable String given, String otherwise) {
        return given == null ? otherwise : given;
    }

    @Override
    public @Nullable Object evaluate(String expression) {
        try {
            Object value = context.evaluator().condition(expression, scope);
            if (value instanceof Undefined undefined) {
                throw undefined.error();
            }
            return value;
        } catch (ExpressionException e) {
            throw new ModuleFailure(e.message());
        } catch (TemplateException e) {
            throw new ModuleFailure(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public boolean test(String expression) {
        try {
            return context.evaluator().truth(context.evaluator().condition(expression, scope));
        } catch (ExpressionException e) {
            throw new ModuleFailure("in '" + expression + "': " + e.message());
        }
    }

    @Override
    public @Nullable Object render(@Nullable Object value) {
        try {
            return switch (value) {
                case String text -> context.templates().render(text, scope);
                case List<?> list -> {
                    List<@Nullable Object> copy = new java.util.ArrayList<>();
                    list.forEach(item -> copy.add(render(item)));
                    yield copy;
                }
                case Map<?, ?> map -> {
                    Map<@Nullable Object, @Nullable Object> copy = new LinkedHashMap<>();
                    map.forEach((key, item) -> copy.put(key, render(item)));
                    yield copy;
                }
                case Node node -> context.evaluator().render(node, scope);
                case null, default -> value;
            };
        } catch (ExpressionException e) {
            throw new ModuleFailure(e.message());
        }
    }

    @Override
    public @Nullable Object variable(String name) {
        @Nullable Object value = scope.get(name);
        return value instanceof Undefined ? null : value;
    }

    @Override
    @SuppressWarnings("NullAway") // a variable may be null; the contract's map says Object for callers' sake
    public Map<String, Object> variables() {
        return new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                Map<String, Object> all = new LinkedHashMap<>();
                scope.names().forEach(name -> all.put(name, scope.get(name)));
                return all.entrySet();
            }

            @Override
            public @Nullable Object get(@Nullable Object key) {
                return variable(String.valueOf(key));
            }
        };
    }

    @Override
    @SuppressWarnings("NullAway") // likewise
    public Map<String, Object> readVars(Path file) {
        try {
            Map<String, Object> vars = new LinkedHashMap<>();
            Node node = YamlReader.parse(scope.environment().readFile(file), file.toString());
            if (node instanceof Node.Dict dict) {
                dict.entries().forEach(entry -> vars.put(entry.key().text(), entry.value()));
            } else if (node != null && node.value() != null) {
                throw new ModuleFailure(file + " must be a dict of names and values");
            }
            return vars;
        } catch (ProblemException e) {
            throw new ModuleFailure(Evaluator.message(e));
        } catch (ExpressionException e) {
            throw new ModuleFailure(e.message());
        }
    }

    @Override
    @SuppressWarnings("NullAway") // an empty document is null, and left out
    public List<Object> documents(String text, String name) {
        try {
            return Arrays.stream(text.split("(?m)^---(?=\\s|$)"))
                    .map(part -> YamlReader.parse(part, name))
                    .map(node -> node == null ? null : node.value())
                    .filter(java.util.Objects::nonNull)
                    .toList();
        } catch (ProblemException e) {
            throw new ModuleFailure(Evaluator.message(e));
        }
    }

    @Override
    public Output run(List<String> argv) {
        return Programs.run(argv);
    }

    @Override
    public Http http() {
        return context.http();
    }

    @Override
    public List<String> playHosts() {
        return play.active().stream().map(host -> host.name).toList();
    }

    @Override
    public boolean isLocal() {
        return on.equals("localhost") && !context.hosts().contains(on);
    }

    @Override
    public String prompt(String text, boolean echo) {
        java.io.Console console = System.console();
        if (console == null) {
            return "";
        }
        String answer = echo ? console.readLine("%s", text) : new String(console.readPassword("%s", text));
        return answer == null ? "" : answer;
    }

    @Override
    @SuppressWarnings("NullAway") // a result's values may be null; the contract's map says Object for callers' sake
    public @Nullable Map<String, Object> job(String id, @Nullable Output left) {
        @Nullable Job job = context.jobs().find(on, id);
        @Nullable TaskResult result = job == null ? null : job.result(left);
        return result == null ? null : new LinkedHashMap<>(result.values());
    }

    @Override
    public void say(String text) {
        context.events().emit(new Event.Message(text));
    }

    @Override
    public void sleep(Duration duration) {
        context.pause(duration);
    }
}
