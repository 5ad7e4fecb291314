package jplay.runner.execute;

import java.util.List;
import java.util.Map;
import jplay.runner.expression.Partial;
import jplay.runner.expression.Unknown;
import jplay.tasks.contract.NotKnownYet;
import org.jspecify.annotations.Nullable;

/** In check mode: this depends on something that only a real run can tell. */
final class NotKnown extends NotKnownYet {
    private static final long serialVersionUID = 1;
    private final transient Unknown unknown;
    private final boolean condition;
    private final boolean result;

    NotKnown(Unknown unknown) {
        this(unknown, false, false);
    }

    private NotKnown(Unknown unknown, boolean condition, boolean result) {
        super(unknown.reason());
        this.condition = condition;
        this.result = result;
        this.unknown = unknown;
    }

    Unknown unknown() {
        return unknown;
    }

    /** The same, where it decides whether a task runs at all. */
    NotKnown inCondition() {
        return new NotKnown(unknown, true, false);
    }

    /** The same, where what will be done is known, but not what comes of it. */
    NotKnown ofResult() {
        return new NotKnown(unknown, condition, true);
    }

    boolean isOfResult() {
        return result;
    }

    boolean isCondition() {
        return condition;
    }

    /** What is unknown in a value, however deep; null where nothing is. */
    static @Nullable Unknown in(@Nullable Object value) {
        return switch (value) {
            case Unknown unknown -> unknown;
            case Partial partial -> partial.rest();
            case Map<?, ?> map -> in(List.copyOf(map.values().stream().filter(each -> each != null).toList()));
            case List<?> list -> {
                for (Object item : list) {
                    @Nullable Unknown found = in(item);
                    if (found != null) {
                        yield found;
                    }
                }
                yield null;
            }
            case null, default -> null;
        };
    }
}
