package jplay.runner.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import jplay.runner.source.JsonWriter;
import jplay.runner.source.ProblemPrinter;
import org.jspecify.annotations.Nullable;

/** One task's results as {@code ansible} prints them. */
public final class AnsibleAdHocReporter implements Listener {
    private static final Set<String> COMMANDS = Set.of("command", "shell", "script", "raw");
    private final ConsoleOptions options;
    private final boolean oneLine;
    private final Redactor redactor;
    private final Consumer<String> sink;
    private final Consumer<String> errors;
    private final DiffText diffs;
    private final Map<Long, String> actions = new HashMap<>();

    /** @param oneLine a line for each host */
    public AnsibleAdHocReporter(ConsoleOptions options, boolean oneLine, Redactor redactor, Consumer<String> sink, Consumer<String> errors) {
        this.options = options;
        this.oneLine = oneLine;
        this.redactor = redactor;
        this.sink = sink;
        this.errors = errors;
        this.diffs = new DiffText(redactor, options.colours());
    }

    @Override
    public synchronized void on(Event event) {
        switch (event) {
            case Event.TaskStarted e -> actions.put(e.id(), e.action());
            case Event.HostFinished e -> {
                String diff = diffs.of(e.result() instanceof TaskResult.Changed c ? c.diffs() : List.of());
                sink.accept(redactor.redact(diff));
                String action = Objects.requireNonNullElse(actions.get(e.task()), "");
                String text = redactor.redact(oneLine ? line(e.host(), action, e.result()) : lines(e.host(), action, e.result()));
                sink.accept(colour(e.result()).paint(Printable.of(text), options.colours()) + "\n");
            }
            case Event.Warning e -> errors.accept(redactor.redact(ProblemPrinter.print(e.problem(), "[WARNING]:")));
            case Event.Message e -> sink.accept(redactor.redact(e.text()) + "\n");
            default -> { }
        }
    }

    private static Colour colour(TaskResult result) {
        return switch (result) {
            case TaskResult.Ok r -> Colour.OK;
            case TaskResult.Changed r -> Colour.CHANGED;
            case TaskResult.Skipped r -> Colour.SKIPPED;
            case TaskResult.Maybe r -> Colour.SKIPPED;
            case TaskResult.Failed r -> Colour.FAILED;
            case TaskResult.Unreachable r -> Colour.UNREACHABLE;
        };
    }

    private static String word(TaskResult result) {
        return switch (result) {
            case TaskResult.Ok r -> "SUCCESS";
            case TaskResult.Changed r -> "CHANGED";
            case TaskResult.Skipped r -> "SKIPPED";
            case TaskResult.Maybe r -> "SKIPPED";
            case TaskResult.Failed r -> "FAILED";
            case TaskResult.Unreachable r -> "UNREACHABLE!";
        };
    }

    private static boolean isCommand(String action, TaskResult result) {
        return COMMANDS.contains(action) && result.values().containsKey("rc") && !result.values().containsKey("ansible_job_id");
    }

    private String lines(String host, String action, TaskResult result) {
        String head = host + " | " + word(result);
        if (result instanceof TaskResult.Skipped || result instanceof TaskResult.Maybe) {
            return head;
        }
        if (isCommand(action, result)) {
            return head + " | rc=" + text(result, "rc") + " >>\n" + text(result, "stdout") + text(result, "stderr") + text(result, "msg");
        }
        boolean good = result instanceof TaskResult.Ok || result instanceof TaskResult.Changed;
        return head + (result instanceof TaskResult.Failed ? "!" : "") + " => "
                + AnsibleResult.json(result, good && action.equals("debug"), true, redactor);
    }

    private String line(String host, String action, TaskResult result) {
        String head = host + " | " + word(result);
        if (result instanceof TaskResult.Unreachable lost) {
            return head + ": " + lost.message();
        }
        if (isCommand(action, result)) {
            String err = text(result, "stderr");
            return head + " | rc=" + text(result, "rc") + " | (stdout) " + text(result, "stdout").replace("\n", "\\n")
                    + (err.isEmpty() ? "" : " (stderr) " + err.replace("\n", "\\n"));
        }
        return head + (result instanceof TaskResult.Failed ? "!" : "") + " => "
                + AnsibleResult.json(result, action.equals("debug"), true, redactor).replaceAll("\n *", "");
    }

    private String text(TaskResult result, String name) {
        @Nullable Object value = redactor.redactValue(result.values().get(name));
        return value == null ? "" : value instanceof String text ? text : JsonWriter.line(value);
    }
}
