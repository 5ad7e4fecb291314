package jplay.runner.expression;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tests of a task's registered result. */
final class ResultTests {
    static final String NAMES = "failed failure succeeded success successful changed change skipped skip reachable unreachable finished "
            + "started";

    private ResultTests() {}

    static @Nullable Test find(String name) {
        return switch (name) {
            case "failed", "failure" -> (v, a) -> flag(v, "failed");
            case "succeeded", "success", "successful" -> (v, a) -> !flag(v, "failed");
            case "changed", "change" -> (v, a) -> changed(v);
            case "skipped", "skip" -> (v, a) -> flag(v, "skipped");
            case "reachable" -> (v, a) -> !flag(v, "unreachable");
            case "unreachable" -> (v, a) -> flag(v, "unreachable");
            case "finished" -> (v, a) -> asynchronous(v, "finished");
            case "started" -> (v, a) -> asynchronous(v, "started");
            default -> null;
        };
    }

    private static Map<@Nullable Object, @Nullable Object> result(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            throw new ExpressionException("needs the result of a task, not " + Values.type(value) + "; use a registered variable");
        }
        return Values.cast(map);
    }

    private static boolean flag(@Nullable Object value, String key) {
        return Values.truth(get(result(value), key));
    }

    /** What a result that is not known yet leaves open is unknown; what any other lacks is false. */
    private static @Nullable Object get(Map<?, ?> result, String key) {
        @Nullable Object value = Access.key(result, key);
        return value instanceof Undefined ? null : value;
    }

    private static boolean asynchronous(@Nullable Object value, String key) {
        Map<@Nullable Object, @Nullable Object> result = result(value);
        return !result.containsKey("ansible_job_id") || !result.containsKey(key) || Values.truth(result.get(key));
    }

    private static boolean changed(@Nullable Object value) {
        Map<@Nullable Object, @Nullable Object> result = result(value);
        if (result.containsKey("changed") || !(result.get("results") instanceof java.util.List<?> items)) {
            return Values.truth(get(result, "changed"));
        }
        return items.stream().anyMatch(item -> item instanceof Map<?, ?> map && Values.truth(map.get("changed")));
    }
}
