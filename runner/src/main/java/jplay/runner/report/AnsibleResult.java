package jplay.runner.report;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import jplay.runner.event.Redactor;
import jplay.runner.event.TaskResult;
import jplay.runner.source.JsonWriter;
import org.jspecify.annotations.Nullable;

/** A result's values as Ansible dumps them: without what is the engine's, as JSON. */
final class AnsibleResult {
    private static final Set<String> NEVER = Set.of("failed", "diff", "exception", "invocation", "skipped");
    /** What a message of debug may have beside it, and what the value of a variable may not. */
    private static final Set<String> WITH_MESSAGE = Set.of("msg", "warnings", "deprecations");
    private static final Set<String> NOT_WITH_VALUE = Set.of("changed", "skip_reason");

    private AnsibleResult() {}

    static String json(TaskResult result, boolean debug, boolean indented, Redactor redactor) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        boolean message = result.values().containsKey("msg");
        result.values().forEach((name, value) -> {
            if (!NEVER.contains(name) && !(debug && (message ? !WITH_MESSAGE.contains(name) : NOT_WITH_VALUE.contains(name)))) {
                values.put(name, redactor.redactValue(value));
            }
        });
        return indented ? JsonWriter.pretty(values) : JsonWriter.line(values);
    }

    static boolean ignored(TaskResult result) {
        return result instanceof TaskResult.Failed f && f.ignored() || result instanceof TaskResult.Unreachable u && u.ignored();
    }
}
