package jplay.runner.event;

import java.util.List;
import java.util.Map;
import jplay.tasks.contract.Diff;
import org.jspecify.annotations.Nullable;

/**
 * What came of a task on a host, or of one item of its loop.
 */
public sealed interface TaskResult {

    /** What {@code register} gets, {@code changed}, {@code failed} and the like included. */
    Map<String, @Nullable Object> values();

    /** It was as wanted. */
    record Ok(Map<String, @Nullable Object> values, List<Diff> diffs) implements TaskResult {}

    /** It was changed; in check mode it would be. */
    record Changed(Map<String, @Nullable Object> values, List<Diff> diffs) implements TaskResult {}

    /** Its condition was false, or there was nothing to loop over. {@code reason} is for the user. */
    record Skipped(Map<String, @Nullable Object> values, String reason) implements TaskResult {}

    /** In check mode: only a real run can tell what comes of it. {@code reason} is for the user. */
    record Maybe(Map<String, @Nullable Object> values, String reason) implements TaskResult {}

    /** It failed. {@code ignored}: by {@code ignore_errors}; the host stays in the play. */
    record Failed(Map<String, @Nullable Object> values, String message, boolean ignored, List<Diff> diffs)
            implements TaskResult {}

    /** The host could not be reached. */
    record Unreachable(Map<String, @Nullable Object> values, String message, boolean ignored) implements TaskResult {}

    default boolean isFailed() {
        return this instanceof Failed;
    }

    default boolean isChanged() {
        return this instanceof Changed;
    }
}
