package jplay.runner.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import jplay.runner.event.TaskResult;
import jplay.tasks.contract.Diff;
import org.jspecify.annotations.Nullable;

/** Diffs as a registered result has them, in Ansible's form. */
final class DiffValues {
    private DiffValues() {}

    /** Adds {@code diff} to a result that has diffs and none of its own. */
    static TaskResult register(TaskResult result) {
        @Nullable Object value = of(Verdicts.diffs(result));
        if (value != null) {
            result.values().putIfAbsent("diff", value);
        }
        return result;
    }

    /** One dict of properties, or a list of texts and properties; null for nothing. */
    private static @Nullable Object of(List<Diff> diffs) {
        List<Diff.Entry> entries = diffs.stream().flatMap(diff -> diff.entries().stream()).toList();
        if (entries.isEmpty()) {
            return null;
        }
        List<Object> all = new ArrayList<>();
        for (Diff.Entry entry : entries) {
            all.add(switch (entry) {
                case Diff.Text text -> text(text);
                case Diff.Properties p -> Map.of("before", new TreeMap<>(p.before()), "after", new TreeMap<>(p.after()));
            });
        }
        return entries.size() == 1 && entries.get(0) instanceof Diff.Properties ? all.get(0) : all;
    }

    private static Map<String, Object> text(Diff.Text text) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("before_header", text.beforeHeader());
        map.put("before", text.before());
        map.put("after_header", text.afterHeader());
        map.put("after", text.after());
        return map;
    }
}
