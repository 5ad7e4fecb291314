package jplay.runner.execute;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import jplay.runner.event.TaskResult;
import jplay.runner.expression.Partial;
import jplay.runner.expression.Scope;
import jplay.runner.expression.Unknown;
import jplay.runner.expression.Values;
import jplay.runner.model.Task;
import jplay.runner.source.Node;
import jplay.runner.source.ProblemException;
import org.jspecify.annotations.Nullable;

/** What {@code loop_control} says. */
record LoopControl(
        String loopVar, @Nullable String indexVar, @Nullable Node labelNode, double pauseSeconds, boolean extended, boolean all) {

    static LoopControl of(Task task, Evaluator evaluator, Scope scope) {
        if (!(task.attributes().own("loop_control") instanceof Node.Dict dict)) {
            return new LoopControl("item", null, null, 0, false, true);
        }
        return new LoopControl(
                text(dict, "loop_var", evaluator, scope, "item"),
                dict.get("index_var") == null ? null : text(dict, "index_var", evaluator, scope, ""),
                dict.get("label"),
                Double.parseDouble(text(dict, "pause", evaluator, scope, "0")),
                dict.get("extended") instanceof Node node && evaluator.test(node, scope),
                !(dict.get("extended_allitems") instanceof Node all) || evaluator.test(all, scope));
    }

    private static String text(Node.Dict dict, String name, Evaluator evaluator, Scope scope, String otherwise) {
        @Nullable Node node = dict.get(name);
        @Nullable String given = evaluator.given(node, scope);
        return given == null ? otherwise : given;
    }

    /** The variables of the item at this index. */
    Map<String, @Nullable Object> variables(List<@Nullable Object> items, int index) {
        Map<String, @Nullable Object> variables = new LinkedHashMap<>();
        variables.put(loopVar, items.get(index));
        variables.put("ansible_loop_var", loopVar);
        if (indexVar != null) {
            variables.put(indexVar, (long) index);
            variables.put("ansible_index_var", indexVar);
        }
        if (extended) {
            variables.put("ansible_loop", extended(items, index));
        }
        return variables;
    }

    private Map<String, @Nullable Object> extended(List<@Nullable Object> items, int index) {
        Map<String, @Nullable Object> loop = new LinkedHashMap<>();
        int length = items.size();
        if (all) {
            loop.put("allitems", items);
        }
        loop.put("index", index + 1L);
        loop.put("index0", (long) index);
        loop.put("first", index == 0);
        loop.put("last", index + 1 == length);
        loop.put("length", (long) length);
        loop.put("revindex", (long) length - index);
        loop.put("revindex0", (long) length - index - 1);
        if (index + 1 < length) {
            loop.put("nextitem", items.get(index + 1));
        }
        if (index > 0) {
            loop.put("previtem", items.get(index - 1));
        }
        return loop;
    }

    /** What the item's result says of the loop. */
    Map<String, @Nullable Object> resultValues(List<@Nullable Object> items, int index) {
        Map<String, @Nullable Object> values = variables(items, index);
        return values;
    }

    /** How the item is shown. */
    String label(Evaluator evaluator, Supplier<Scope> scope, @Nullable Object item) {
        if (NotKnown.in(item) != null) {
            return "(not known yet)";
        }
        if (labelNode == null) {
            return plain(item);
        }
        try {
            return evaluator.text(labelNode, scope.get());
        } catch (ProblemException | NotKnown e) {
            return plain(item);
        }
    }

    /** Where nothing is known to change and something may, so may the whole; failures go before. */
    private static @Nullable TaskResult maybe(List<TaskResult> results, Map<String, @Nullable Object> values) {
        boolean decided = results.stream().anyMatch(r -> r instanceof TaskResult.Changed
                || r instanceof TaskResult.Failed || r instanceof TaskResult.Unreachable);
        for (TaskResult result : decided ? List.<TaskResult>of() : results) {
            if (result instanceof TaskResult.Maybe open) {
                values.remove("changed");
                Unknown rest = open.values() instanceof Partial partial ? partial.rest() : new Unknown(open.reason());
                return new TaskResult.Maybe(new Partial(values, rest), open.reason());
            }
        }
        return null;
    }

    private static String plain(@Nullable Object item) {
        return NotKnown.in(item) == null ? Values.str(item) : "not known yet";
    }

    /** The loop's own result. */
    static TaskResult sum(List<TaskResult> results) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        List<@Nullable Object> each = new ArrayList<>();
        results.forEach(result -> each.add(result.values()));
        values.put("results", each);
        boolean changed = results.stream().anyMatch(r -> Boolean.TRUE.equals(r.values().get("changed")));
        values.put("changed", changed);
        @Nullable TaskResult maybe = maybe(results, values);
        if (maybe != null) {
            return maybe;
        }
        if (results.isEmpty() || results.stream().allMatch(r -> r instanceof TaskResult.Skipped)) {
            values.put("skipped", true);
            values.put(results.isEmpty() ? "skipped_reason" : "msg", results.isEmpty() ? "No items in the list" : "All items skipped");
            return new TaskResult.Skipped(values, results.isEmpty() ? "there are no items" : "all items were skipped");
        }
        values.put("skipped", false);
        for (TaskResult result : results) {
            if (result instanceof TaskResult.Unreachable u) {
                values.put("unreachable", true);
                values.put("msg", u.message());
                return new TaskResult.Unreachable(values, u.message(), u.ignored());
            }
        }
        List<TaskResult.Failed> failed = new ArrayList<>();
        results.forEach(r -> {
            if (r instanceof TaskResult.Failed f) {
                failed.add(f);
            }
        });
        values.put("msg", failed.isEmpty() ? "All items completed" : "One or more items failed");
        if (!failed.isEmpty()) {
            values.put("failed", true);
            boolean ignored = failed.stream().allMatch(TaskResult.Failed::ignored);
            return new TaskResult.Failed(values, "One or more items failed", ignored, List.of());
        }
        values.put("failed", false);
        return changed ? new TaskResult.Changed(values, List.of()) : new TaskResult.Ok(values, List.of());
    }
}
