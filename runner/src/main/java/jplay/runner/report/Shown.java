package jplay.runner.report;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jplay.runner.event.TaskResult;
import org.jspecify.annotations.Nullable;

/**
 * A result as text, without its host: {@code before [host]after}. Hosts whose results are equal share a line.
 *
 * @param diff stands above
 */
record Shown(Colour colour, String before, String after, String diff, boolean ignored) {
    private static final String INDENT = "    ";
    /** Said elsewhere, or a second form of what is shown. */
    private static final Set<String> NOISE = Set.of(
            "diff", "invocation", "exception", "warnings", "deprecations", "stdout_lines", "stderr_lines", "results", "failed",
            "skipped", "unreachable");
    private static final List<String> OF_FAILURE = List.of("stderr", "stdout", "rc", "cmd");

    /**
     * Makes the text of a result.
     *
     * @param item how the loop's item is shown, or null outside of loops
     * @param speaks whether the result is what the task is for ({@code debug})
     */
    static Shown of(TaskResult result, @Nullable String item, boolean speaks, int verbosity, String diff) {
        return switch (result) {
            case TaskResult.Ok r -> good(Colour.OK, "ok: ", r.values(), item, speaks, verbosity, diff);
            case TaskResult.Changed r -> good(Colour.CHANGED, "changed: ", r.values(), item, speaks, verbosity, diff);
            case TaskResult.Skipped r -> new Shown(Colour.SKIPPED, "skipping: ", ofItem(item) + reason(r, verbosity), "", false);
            case TaskResult.Maybe r -> new Shown(Colour.WARNING, "maybe: ", ofItem(item) + " => " + Printable.of(r.reason()), "", false);
            case TaskResult.Failed r -> new Shown(
                    Colour.FAILED,
                    item == null ? "fatal: " : "failed: ",
                    (item == null ? ": FAILED!" : " (item=" + label(item) + ")") + block(failure(r.values(), r.message(), verbosity)),
                    diff,
                    r.ignored() && item == null);
            case TaskResult.Unreachable r -> new Shown(
                    Colour.UNREACHABLE,
                    "fatal: ",
                    ": UNREACHABLE!" + (item == null ? "" : " (item=" + label(item) + ")") + block(Map.of("msg", r.message())),
                    "",
                    r.ignored() && item == null);
        };
    }

    private static Shown good(
            Colour colour, String before, Map<String, @Nullable Object> values, @Nullable String item, boolean speaks, int verbosity, String diff) {
        Map<String, @Nullable Object> shown = speaks || verbosity >= 1 ? visible(values, speaks, verbosity) : Map.of();
        return new Shown(colour, before, ofItem(item) + (shown.isEmpty() ? "" : block(shown)), diff, false);
    }

    private static String ofItem(@Nullable String item) {
        return item == null ? "" : " => (item=" + label(item) + ")";
    }

    /** An item on one line. */
    private static String label(String item) {
        return Printable.of(item.strip().replace("\n", "\\n"));
    }

    /** A condition's text is for who asks; what a module says of why it did nothing is for all. */
    private static String reason(TaskResult.Skipped result, int verbosity) {
        Object message = result.values().get("msg");
        if (message instanceof String text && !text.isBlank() && !result.values().containsKey("results")) {
            return " => " + Printable.of(text.strip());
        }
        return verbosity >= 1 && !result.reason().isBlank() ? " => " + Printable.of(result.reason().strip()) : "";
    }

    private static Map<String, @Nullable Object> visible(Map<String, @Nullable Object> values, boolean speaks, int verbosity) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        if (speaks && values.containsKey("msg")) {
            shown.put("msg", values.get("msg"));
            return shown;
        }
        Set<@Nullable Object> ofLoop = speaks
                ? new HashSet<>(Arrays.asList("ansible_loop_var", "ansible_index_var", "ansible_loop", values.get("ansible_loop_var"), values.get("ansible_index_var")))
                : Set.of();
        values.forEach((key, value) -> {
            boolean own = ofLoop.contains(key) || key.equals("changed") && speaks || key.startsWith("_ansible_");
            if (!own && (!NOISE.contains(key) || verbosity >= 3 && !key.equals("diff"))) {
                shown.put(key, value);
            }
        });
        return shown;
    }

    private static Map<String, @Nullable Object> failure(Map<String, @Nullable Object> values, String message, int verbosity) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("msg", message);
        for (String key : OF_FAILURE) {
            Object value = values.get(key);
            if (value instanceof List<?> words && key.equals("cmd")) {
                shown.put(key, String.join(" ", words.stream().map(String::valueOf).toList()));
            } else if (value != null && !(value instanceof String text && text.isBlank())) {
                shown.put(key, value);
            }
        }
        if (verbosity >= 1) {
            visible(values, false, verbosity).forEach((key, value) -> {
                if (!OF_FAILURE.contains(key)) {
                    shown.putIfAbsent(key, value);
                }
            });
        }
        return shown;
    }

    private static String block(Map<String, @Nullable Object> values) {
        return " =>\n" + YamlText.dict(values, INDENT).stripTrailing();
    }
}
