package jplay.runner.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import jplay.tasks.contract.Diff;
import org.jspecify.annotations.Nullable;

/** Diffs as a registered result has them, in Ansible's form. */
final class DiffValues {
    private DiffValues() {}

    /** Adds {@code diff} to a result that has diffs and none of its own. A secret that was replaced is known to nobody but the diff. */
    static TaskResult register(TaskResult result, Redactor redactor) {
        @Nullable Object value = of(Verdicts.diffs(result), redactor);
        if (value != null) {
            result.values().putIfAbsent("diff", value);
        }
        return result;
    }

    /** A result as it is shown: what its values say of changes is told by its diffs, if at all, less what stood there before. */
    static TaskResult untold(TaskResult result) {
        boolean items = result.values().get("results") instanceof List<?> list
                && list.stream().anyMatch(item -> item instanceof Map<?, ?> map && map.containsKey("diff"));
        if (!items && !result.values().containsKey("diff")) {
            return result;
        }
        Map<String, @Nullable Object> values = without(result.values());
        if (items) {
            List<@Nullable Object> shown = new ArrayList<>();
            ((List<?>) Objects.requireNonNull(result.values().get("results")))
                    .forEach(item -> shown.add(item instanceof Map<?, ?> map ? without(map) : item));
            values.put("results", shown);
        }
        return switch (result) {
            case TaskResult.Ok r -> new TaskResult.Ok(values, r.diffs());
            case TaskResult.Changed r -> new TaskResult.Changed(values, r.diffs());
            case TaskResult.Failed r -> new TaskResult.Failed(values, r.message(), r.ignored(), r.diffs());
            default -> result;
        };
    }

    private static Map<String, @Nullable Object> without(Map<?, ?> values) {
        Map<String, @Nullable Object> rest = new LinkedHashMap<>();
        values.forEach((name, value) -> rest.put(String.valueOf(name), value));
        rest.remove("diff");
        return rest;
    }

    /** One dict of properties, or a list of texts and properties; null for nothing. */
    private static @Nullable Object of(List<Diff> diffs, Redactor redactor) {
        List<Diff.Entry> entries = diffs.stream().flatMap(diff -> diff.entries().stream()).toList();
        if (entries.isEmpty()) {
            return null;
        }
        List<Object> all = new ArrayList<>();
        for (Diff.Entry entry : entries) {
            all.add(switch (entry) {
                case Diff.Text text -> text(text, redactor);
                case Diff.Properties p -> Map.of("before", new TreeMap<>(p.before()), "after", new TreeMap<>(p.after()));
            });
        }
        return entries.size() == 1 && entries.get(0) instanceof Diff.Properties ? all.get(0) : all;
    }

    private static Map<String, Object> text(Diff.Text text, Redactor redactor) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("before_header", text.beforeHeader());
        map.put("before", redactor.redactBefore(text.before(), text.after()));
        map.put("after_header", text.afterHeader());
        map.put("after", text.after());
        return map;
    }
}
