package jplay.tasks.library;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Output;
import jplay.tasks.contract.Plan;
import jplay.tasks.facts.Json;
import org.jspecify.annotations.Nullable;

/** What an executable printed: JSON, with noise around it at most. */
final class LibraryAnswer {
    private LibraryAnswer() {}

    static Plan.Outcome outcome(Output output) {
        Map<String, @Nullable Object> result = new LinkedHashMap<>();
        if (!(parsed(output.out()) instanceof Map<?, ?> answer)) {
            result.put("module_stdout", output.out());
            result.put("module_stderr", output.err());
            result.put("rc", (long) output.exit());
            String missing = output.exit() == 127 || output.exit() == 126 ? ": " + output.err().strip() : "";
            return new Plan.Outcome(false, "MODULE FAILURE\nSee stdout/stderr for the exact error" + missing, result);
        }
        plain(answer).forEach((name, value) -> result.put(String.valueOf(name), value));
        if (!output.err().isBlank()) {
            result.putIfAbsent("stderr", output.err());
            result.putIfAbsent("stderr_lines", output.err().lines().toList());
        }
        if (result.get("stdout") instanceof String text) {
            result.putIfAbsent("stdout_lines", text.lines().toList());
        }
        boolean failed = result.containsKey("failed") ? truth(result.get("failed")) : result.get("rc") instanceof Number rc && rc.intValue() != 0;
        String message = result.get("msg") == null ? "the module says that it failed, and not why" : String.valueOf(result.get("msg"));
        return new Plan.Outcome(truth(result.get("changed")), failed ? message : null, result);
    }

    /** Without what is between a module and Ansible. */
    private static Map<?, ?> plain(Map<?, ?> answer) {
        Map<Object, @Nullable Object> plain = new LinkedHashMap<>();
        answer.forEach((name, value) -> {
            if (!String.valueOf(name).startsWith("_ansible_")) {
                plain.put(name, value instanceof Map<?, ?> inner ? plain(inner) : value);
            }
        });
        return plain;
    }

    private static boolean truth(@Nullable Object value) {
        return value instanceof Boolean yes ? yes : value != null && List.of("true", "yes", "1", "True").contains(value.toString());
    }

    /** The JSON from the first line that begins some to the last that ends some. */
    private static @Nullable Object parsed(String text) {
        List<String> lines = text.lines().toList();
        for (int from = 0; from < lines.size(); from++) {
            if (!lines.get(from).strip().startsWith("{")) {
                continue;
            }
            for (int to = lines.size(); to > from; to--) {
                if (lines.get(to - 1).strip().endsWith("}")) {
                    try {
                        return Json.read(String.join("\n", lines.subList(from, to)));
                    } catch (IOException e) {
                        // Less of it may do.
                    }
                }
            }
        }
        return null;
    }
}
