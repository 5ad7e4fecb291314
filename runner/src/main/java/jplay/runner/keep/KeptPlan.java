package jplay.runner.keep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import jplay.runner.json.Json;
import jplay.runner.source.JsonReader;
import jplay.runner.source.Problem;
import jplay.runner.source.ProblemException;
import jplay.runner.source.SourceSpan;
import org.jspecify.annotations.Nullable;

/**
 * A check's plan as it stands in a file.
 *
 * @param made when, in ISO 8601
 * @param key of the fingerprints: in hex, or in a vault
 * @param asked what the run was called with
 * @param hosts those that tasks were for
 * @param failures the hosts on which the check failed, and with what
 */
public record KeptPlan(String made, String key, Asked asked, List<String> hosts, Map<String, String> failures, List<Entry> entries) {
    private static final long FORMAT = 1;

    /**
     * What the command line said, without secrets.
     *
     * @param extraFiles those of {@code -e @file}
     * @param extraVars the names of all extra variables, and a fingerprint of each
     * @param options single values by their names, those that were not given left out
     */
    public record Asked(List<String> playbooks, List<String> inventories, List<String> tags, List<String> skipTags, List<String> modulePath,
            List<String> extraFiles, Map<String, String> extraVars, Map<String, String> options) {}

    /** As JSON, a host's tasks together. */
    public String text() {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("jplay_plan", FORMAT);
        all.put("made", made);
        all.put("key", key);
        all.put("playbooks", asked.playbooks());
        all.put("inventories", asked.inventories());
        all.put("tags", asked.tags());
        all.put("skip_tags", asked.skipTags());
        all.put("module_path", asked.modulePath());
        all.put("extra_vars_files", asked.extraFiles());
        all.put("extra_vars", asked.extraVars());
        all.put("options", asked.options());
        Map<String, Object> byHost = new LinkedHashMap<>();
        for (String host : hosts) {
            List<Entry> own = entries.stream().filter(entry -> entry.where().hosts().get(0).equals(host)).toList();
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("changes", own.stream().filter(entry -> entry.status() == Entry.Status.CHANGED).count());
            of.put("maybes", own.stream().filter(entry -> entry.status() == Entry.Status.MAYBE || entry.status() == Entry.Status.OPEN).count());
            if (failures.get(host) instanceof String failure) {
                of.put("failed", failure);
            }
            of.put("tasks", own.stream().map(KeptPlan::task).toList());
            byHost.put(host, of);
        }
        all.put("hosts", byHost);
        return Json.pretty(all);
    }

    private static Map<String, Object> task(Entry entry) {
        Where where = entry.where();
        Map<String, Object> task = new LinkedHashMap<>();
        task.put("task", where.task());
        put(task, "role", where.role());
        task.put("at", where.at());
        task.put("action", where.action());
        put(task, "item", where.item());
        put(task, "delegated_to", where.hosts().contains(where.on()) ? null : where.on());
        put(task, "for", where.hosts().size() > 1 ? where.hosts() : null);
        put(task, "no_log", where.hidden() ? true : null);
        task.put("status", entry.status().word());
        put(task, "reason", entry.reason());
        put(task, "does", entry.steps().isEmpty() ? null : entry.steps().stream().map(KeptPlan::step).toList());
        put(task, "diff", entry.diff().isEmpty() ? null : entry.diff());
        put(task, "state", entry.state().isEmpty() ? null : entry.state());
        return task;
    }

    private static Map<String, Object> step(Entry.Step step) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("what", step.does());
        fields.put("kind", step.what());
        put(fields, "exactly", step.exact());
        return fields;
    }

    private static void put(Map<String, Object> into, String name, @Nullable Object value) {
        if (value != null) {
            into.put(name, value);
        }
    }

    /**
     * Reads it.
     *
     * @param file the name for messages
     * @throws ProblemException where it is no plan of this jplay
     */
    public static KeptPlan parse(String text, String file) {
        try {
            if (JsonReader.parse(text, file) instanceof jplay.runner.source.Node node && node.value() instanceof Map<?, ?> all) {
                if (!Long.valueOf(FORMAT).equals(all.get("jplay_plan"))) {
                    throw problem("this is no plan that this jplay can apply", file);
                }
                return read(all);
            }
        } catch (ClassCastException | NullPointerException | IllegalArgumentException e) {
            // Somebody has changed it.
        }
        throw problem("this is no plan, or it was damaged", file);
    }

    private static ProblemException problem(String message, String file) {
        return Problem.of("plan", message, SourceSpan.file(file), "make one with --check --plan-out " + file).exception();
    }

    private static KeptPlan read(Map<?, ?> all) {
        Asked asked = new Asked(texts(all.get("playbooks")), texts(all.get("inventories")), texts(all.get("tags")), texts(all.get("skip_tags")),
                texts(all.get("module_path")), texts(all.get("extra_vars_files")), pairs(all.get("extra_vars")), pairs(all.get("options")));
        List<String> hosts = new ArrayList<>();
        Map<String, String> failures = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        map(all.get("hosts")).forEach((name, value) -> {
            String host = text(name);
            hosts.add(host);
            if (map(value).get("failed") instanceof String failure) {
                failures.put(host, failure);
            }
            list(map(value).get("tasks")).forEach(task -> entries.add(entry(host, map(task))));
        });
        return new KeptPlan(text(all.get("made")), text(all.get("key")), asked, hosts, failures, entries);
    }

    private static Entry entry(String host, Map<?, ?> task) {
        List<String> hosts = task.containsKey("for") ? texts(task.get("for")) : List.of(host);
        Where where = new Where(hosts, task.get("delegated_to") instanceof String on ? on : host, text(task.get("task")), orNull(task.get("role")),
                text(task.get("action")), text(task.get("at")), orNull(task.get("item")), Boolean.TRUE.equals(task.get("no_log")), true);
        List<Entry.Step> steps = task.containsKey("does") ? list(task.get("does")).stream().map(each -> {
            Map<?, ?> step = map(each);
            return new Entry.Step(text(step.get("what")), text(step.get("kind")), orNull(step.get("exactly")));
        }).toList() : List.of();
        Map<String, List<String>> state = new LinkedHashMap<>();
        if (task.containsKey("state")) {
            map(task.get("state")).forEach((name, prints) -> state.put(text(name), texts(prints)));
        }
        return new Entry(where, Entry.Status.valueOf(text(task.get("status")).toUpperCase(Locale.ROOT)), orNull(task.get("reason")), steps, state, List.of());
    }

    private static String text(@Nullable Object value) {
        return (String) Objects.requireNonNull(value);
    }

    private static @Nullable String orNull(@Nullable Object value) {
        return (String) value;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) Objects.requireNonNull(value);
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) Objects.requireNonNull(value);
    }

    private static List<String> texts(@Nullable Object value) {
        return list(value).stream().map(KeptPlan::text).toList();
    }

    private static Map<String, String> pairs(@Nullable Object value) {
        Map<String, String> pairs = new LinkedHashMap<>();
        map(value).forEach((name, each) -> pairs.put(text(name), text(each)));
        return pairs;
    }
}
