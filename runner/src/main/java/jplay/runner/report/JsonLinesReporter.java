package jplay.runner.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import jplay.runner.event.Event;
import jplay.runner.event.Listener;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import jplay.runner.json.Json;
import jplay.runner.source.Problem;
import jplay.tasks.contract.Diff;
import org.jspecify.annotations.Nullable;

/**
 * A run for programs: one JSON object an event, each on a line. The first field, {@code event}, says which it is; the
 * fields of each stand in {@code docs/jsonl.md} and stay. Times are ISO 8601, durations seconds.
 */
public final class JsonLinesReporter implements Listener {
    private final Redactor redactor;
    private final Consumer<String> sink;

    public JsonLinesReporter(Redactor redactor, Consumer<String> sink) {
        this.redactor = redactor;
        this.sink = sink;
    }

    @Override
    public synchronized void on(Event event) {
        sink.accept(Json.compact(redactor.redactValue(fields(event))) + "\n");
    }

    private Map<String, @Nullable Object> fields(Event event) {
        return switch (event) {
            case Event.RunStarted e -> of("run_started", "time", e.at().toString(), "playbooks", e.playbooks(), "check", e.check(), "diff", e.diff());
            case Event.PlaybookStarted e -> of("playbook_started", "file", e.file());
            case Event.PlayStarted e -> of("play_started", "name", e.name(), "hosts", e.hosts(), "at", e.span().toString());
            case Event.PlaySkipped e -> of("play_skipped", "name", e.name(), "reason", e.reason());
            case Event.TaskStarted e -> of("task_started", "task", e.id(), "name", e.name(), "role", e.role(),
                    "action", e.action(), "handler", e.handler(), "at", e.span().toString(), "hosts", e.hosts(), "time", e.at().toString());
            case Event.ItemFinished e -> result(e.result(), of("item_finished", "task", e.task(), "host", e.host(),
                    "delegated_to", e.delegatedTo(), "item", e.label()));
            case Event.Retrying e -> result(e.result(), of("retrying", "task", e.task(), "host", e.host(), "left", e.left()));
            case Event.HostFinished e -> result(e.result(), of("host_finished", "task", e.task(), "host", e.host(),
                    "delegated_to", e.delegatedTo(), "loop", e.loop(), "took", e.took().toMillis() / 1000.0));
            case Event.TaskFinished e -> of("task_finished", "task", e.task());
            case Event.Included e -> of("included", "task", e.task(), "what", e.what(), "hosts", e.hosts());
            case Event.Progress e -> of("progress", "task", e.task(), "host", e.host(), "what", e.what(), "done", e.done(), "total", e.total());
            case Event.Warning e -> problem(e.problem());
            case Event.Message e -> of("message", "text", e.text());
            case Event.NoHostsLeft e -> of("no_hosts_left");
            case Event.PlayFinished e -> of("play_finished", "name", e.name());
            case Event.RunFinished e -> of("run_finished", "exit", e.exit(), "interrupted", e.interrupted(),
                    "took", e.took().toMillis() / 1000.0, "hosts", stats(e.stats()));
        };
    }

    private Map<String, @Nullable Object> result(TaskResult result, Map<String, @Nullable Object> fields) {
        fields.put("status", switch (result) {
            case TaskResult.Ok r -> "ok";
            case TaskResult.Changed r -> "changed";
            case TaskResult.Skipped r -> "skipped";
            case TaskResult.Maybe r -> "maybe";
            case TaskResult.Failed r -> "failed";
            case TaskResult.Unreachable r -> "unreachable";
        });
        switch (result) {
            case TaskResult.Ok r -> diffs(fields, r.diffs());
            case TaskResult.Changed r -> diffs(fields, r.diffs());
            case TaskResult.Skipped r -> fields.put("message", r.reason());
            case TaskResult.Maybe r -> fields.put("message", r.reason());
            case TaskResult.Failed r -> {
                fields.put("message", r.message());
                fields.put("ignored", r.ignored());
                diffs(fields, r.diffs());
            }
            case TaskResult.Unreachable r -> {
                fields.put("message", r.message());
                fields.put("ignored", r.ignored());
            }
        }
        fields.put("result", result.values());
        return fields;
    }

    private void diffs(Map<String, @Nullable Object> fields, List<Diff> diffs) {
        List<Object> entries = new ArrayList<>();
        for (Diff diff : diffs) {
            for (Diff.Entry entry : diff.entries()) {
                entries.add(DiffData.whole(entry, redactor));
            }
        }
        if (!entries.isEmpty()) {
            fields.put("diff", entries);
        }
    }

    private static Map<String, @Nullable Object> problem(Problem problem) {
        return of("warning", "code", problem.code(), "message", problem.message(),
                "at", problem.span() == null ? null : problem.span().toString(), "help", problem.help());
    }

    private static Map<String, Object> stats(Map<String, Event.HostStats> stats) {
        Map<String, Object> hosts = new LinkedHashMap<>();
        stats.forEach((host, s) -> hosts.put(host, map("ok", s.ok(), "changed", s.changed(), "unreachable", s.unreachable(),
                "failed", s.failed(), "skipped", s.skipped(), "rescued", s.rescued(), "ignored", s.ignored(),
                "maybe", s.maybe() == 0 ? null : s.maybe())));
        return hosts;
    }

    private static Map<String, @Nullable Object> of(String event, @Nullable Object... pairs) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("event", event);
        fields.putAll(map(pairs));
        return fields;
    }

    /** Fields without a value are left out. */
    private static Map<String, @Nullable Object> map(@Nullable Object... pairs) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1] != null) {
                map.put(String.valueOf(pairs[i]), pairs[i + 1]);
            }
        }
        return map;
    }
}
